package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.scenarios.kept.FollowedRun;
import org.folioscope.scenarios.kept.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code follow}: a run as text while it is recorded. */
@Command(
    name = "follow",
    description = "Print the events of a run while it is recorded, up to its end or Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = "  folioscope follow runs/kara-2018/linux-6.12-ext4-unfinished-1")
final class Follow extends Verb {

  private static final long PAUSE_MILLISECONDS = 100;

  private final Interruption interruption;

  @Parameters(paramLabel = "LOG", description = "A run directory, or its log.")
  private Path path = Path.of("");

  Follow(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    interruption.listen();
    LogEnding ending = follow();
    ObjectNode json = Json.object();
    json.put("log", path.toString());
    json.put("events", ending.lastEvent());
    json.put("truncated", ending.kind() != LogEnding.Kind.COMPLETE);
    print(json);
    return switch (ending.kind()) {
      case COMPLETE -> ExitStatus.EXPECTED;
      case TORN -> ExitStatus.UNKNOWN;
      case CUT, DAMAGED -> {
        warn("the log " + path + " is " + ending.message());
        yield ExitStatus.BAD_INPUT;
      }
    };
  }

  private LogEnding follow() {
    PrintWriter out = text();
    try {
      return FollowedRun.write(
          RunDirectory.logIn(path), session()::configuration, () -> pause(out), out);
    } catch (IOException e) {
      throw new BadInputException("cannot write: " + e.getMessage(), e);
    }
  }

  private boolean pause(PrintWriter out) {
    out.flush();
    return interruption.pause(PAUSE_MILLISECONDS);
  }
}
