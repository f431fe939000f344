package org.folioscope.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code folioscope} command: without a verb it says what there is. */
@Command(
    name = "folioscope",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Replays what happens to a page of the page cache, event by event.",
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  as expected",
      "  1  a violation or an unexpected outcome",
      "  2  wrong usage or bad input",
      "  3  the bound was reached without a verdict"
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main(CommandSpec spec) {
    this.spec = spec;
  }

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main(CommandSpec.create()));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
