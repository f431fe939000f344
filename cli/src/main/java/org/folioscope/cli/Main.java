package org.folioscope.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.folioscope.cli.verb.ExitStatus;
import org.folioscope.cli.verb.Interruption;
import org.folioscope.cli.verb.Verbs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code folioscope} command: without a verb it says what there is. */
@Command(
    name = "folioscope",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    description = "Replays what happens to a page of the page cache, event by event.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope list",
      "  folioscope show kara-2018",
      "  folioscope explore kara-2018",
      "  folioscope compare kara-2018 --left pin=off --right pin=on",
      "  folioscope replay runs/kara-2018/latest",
      "",
      "Exit status:",
      "  0  as expected",
      "  1  a violation or an unexpected outcome",
      "  2  wrong usage or bad input",
      "  3  the bound was reached without a verdict",
      " 70  a defect of this program"
    })
public final class Main implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    Interruption interruption = new Interruption(true);
    int status =
        execute(
            interruption,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    interruption.finished();
    System.exit(status);
  }

  /** Runs the command inside this JVM and returns its exit status. */
  static int execute(
      Interruption interruption, PrintWriter out, PrintWriter err, String... arguments) {
    Verbs verbs = new Verbs(interruption);
    Failures failures = new Failures(verbs.names());
    CommandLine command = new CommandLine(new Main());
    command.setOut(out).setErr(err);
    try {
      verbs.addTo(command, arguments);
      command.setOut(out).setErr(err);
      command.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
      return command.execute(arguments);
    } catch (RuntimeException | Error e) {
      return failures.handle(e, command);
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getErr());
    return ExitStatus.BAD_INPUT;
  }
}
