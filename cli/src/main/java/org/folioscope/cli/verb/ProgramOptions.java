package org.folioscope.cli.verb;

import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.programs.ProgramCases;
import picocli.CommandLine.Option;

/** Which random programs to run, and how often. */
final class ProgramOptions {

  @Option(
      names = "--programs",
      paramLabel = "N",
      defaultValue = "100",
      description = "So many programs (default: ${DEFAULT-VALUE}).")
  private int programs = 100;

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the first one; each has the next (default: ${DEFAULT-VALUE}).")
  private long first = 1;

  @Option(
      names = "--schedules",
      paramLabel = "N",
      defaultValue = "3",
      description = "Each under so many random schedules (default: ${DEFAULT-VALUE}).")
  private int schedules = 3;

  ProgramCases.Range range() {
    if (programs < 1 || schedules < 1) {
      throw new BadInputException("--programs and --schedules must be 1 or more");
    }
    return new ProgramCases.Range(first, programs, schedules);
  }
}
