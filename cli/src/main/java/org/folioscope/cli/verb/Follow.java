package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.scenarios.kept.FollowedRun;
import org.folioscope.scenarios.kept.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code follow}: a run as text while it is recorded. */
@Command(
    name = "follow",
    description = "Print a run step by step while it is recorded, up to its end or Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope follow runs/kara-2018/linux-4.15-ext4-unfinished-1",
      "  folioscope follow runs/kara-2018/latest"
    })
final class Follow extends PluggableVerb {

  private static final long PAUSE_MILLIS = 50;

  private final Interruption interruption;

  @Parameters(paramLabel = "LOG", description = "A run directory, or its log.")
  private Path path = Path.of("");

  Follow(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Path log = RunDirectory.logIn(path);
    interruption.listen();
    LogEnding ending = follow(log);
    boolean ended = ending.kind() == LogEnding.Kind.COMPLETE;
    if (!ended) {
      warn("the log " + path + " is " + ending.message());
    }
    ObjectNode json = Json.object();
    json.put("log", path.toString());
    json.put("events", ending.lastEvent());
    json.put("ended", ended);
    json.put("ending", ending.message());
    print(json);
    boolean damaged = !ended && ending.kind() != LogEnding.Kind.TORN;
    return damaged ? ExitStatus.BAD_INPUT : ExitStatus.EXPECTED;
  }

  private LogEnding follow(Path log) {
    PrintWriter out = text();
    try {
      return FollowedRun.write(log, session()::configuration, () -> pause(out), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      out.flush();
    }
  }

  /** Shows what there is, and waits for more unless somebody had enough or nobody reads. */
  private boolean pause(PrintWriter out) {
    if (out.checkError() || interruption.isRequested()) {
      return false;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
