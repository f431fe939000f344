package org.folioscope.cli.verb;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class OutputDirectory {

  private static final String VARIABLE = "FOLIOSCOPE_RUNS";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to keep runs; else $FOLIOSCOPE_RUNS, else ./runs.")
  private @Nullable Path directory;

  Path path() {
    if (directory != null) {
      return directory;
    }
    String variable = System.getenv(VARIABLE);
    return Path.of(variable == null || variable.isEmpty() ? "runs" : variable);
  }
}
