package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.export.EventText;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.ReplayedLog;
import org.folioscope.scenarios.outcome.Violation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: the state at an event of a kept run, or the run against today's code. */
@Command(
    name = "replay",
    description = "Show the state at any event of a kept run, or run it again and compare.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope replay runs/kara-2018/latest",
      "  folioscope replay runs/kara-2018/latest --at 200",
      "  folioscope replay runs/kara-2018/latest --until ViolationReported",
      "  folioscope replay runs/kara-2018/latest --dmesg",
      "  folioscope replay runs/kara-2018/latest --reexecute",
      "  folioscope replay runs/kara-2018/latest --reexecute --kernel linux-6.12"
    })
final class Replay extends PluggableVerb {

  @Parameters(paramLabel = "LOG", description = "A run directory, or its log.")
  private Path path = Path.of("");

  @Option(names = "--at", paramLabel = "N", description = "Stop after event N.")
  private @Nullable Long at;

  @Option(
      names = "--until",
      paramLabel = "TEXT",
      description = "Stop after the first event whose text, as export writes it, contains TEXT.")
  private @Nullable String until;

  @Option(
      names = "--reexecute",
      description = "Run today's code under the recorded schedule and compare every event.")
  private boolean reexecute;

  @Option(
      names = "--kernel",
      paramLabel = "K",
      description = "With --reexecute: on another kernel.")
  private @Nullable String kernel;

  @Mixin private DmesgOption dmesg = new DmesgOption();

  @Override
  public Integer call() {
    if (at != null && until != null) {
      throw new BadInputException("--at and --until cannot be given both");
    }
    if (kernel != null && !reexecute) {
      throw new BadInputException("--kernel needs --reexecute: a log is replayed as it is");
    }
    KeptLog log = open(path);
    if (!log.isWhole()) {
      warn("the log " + path + " is " + log.ending().message());
    }
    long last = last(log);
    ReplayedLog replayed = ReplayedLog.of(log, last);
    Reexecuted again =
        reexecute
            ? Reexecuted.of(log, kernel == null ? null : session().on(log.configuration(), kernel))
            : null;
    tell(log, replayed, again, last);
    print(json(log, replayed, again));
    if (!log.isWhole()) {
      return ExitStatus.BAD_INPUT;
    }
    boolean faithful = replayed.result().isFaithful() && (again == null || again.isEqual());
    return faithful ? ExitStatus.EXPECTED : ExitStatus.UNEXPECTED;
  }

  private long last(KeptLog log) {
    if (until != null) {
      return find(log, until);
    }
    long events = log.ending().lastEvent();
    if (at == null) {
      return events;
    }
    if (at < 0 || at > events) {
      throw new BadInputException(
          "there is no event " + at + " in the log " + path + ": it has " + events);
    }
    return at;
  }

  private static long find(KeptLog log, String text) {
    try (LogCursor cursor = log.cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        for (LoggedStep.Logged logged : step.events()) {
          if (EventText.of(logged.event()).contains(text)) {
            return logged.number();
          }
        }
      }
    }
    throw new BadInputException("no event of the log " + log.path() + " contains '" + text + "'");
  }

  private void tell(KeptLog log, ReplayedLog replayed, @Nullable Reexecuted again, long last) {
    PrintWriter out = text();
    out.println(CommandText.of(log.configuration()));
    long mismatch = replayed.result().firstMismatch();
    out.println(
        "replayed %d of %d events; digest %s; %s"
            .formatted(
                last,
                log.ending().lastEvent(),
                Json.digest(replayed.result().digest()),
                mismatch == 0
                    ? "the state is the recorded one after every event"
                    : "the state differs from the recorded one after event " + mismatch));
    for (Violation violation : replayed.violations()) {
      out.println(
          "event %d: %s %s in %s: %s"
              .formatted(
                  violation.event(),
                  violation.kind(),
                  violation.id(),
                  violation.function(),
                  violation.message()));
    }
    if (again != null) {
      again.tell(out);
      return;
    }
    if (dmesg.wanted()) {
      out.println();
      out.print(Rendering.dmesg(log, last));
      return;
    }
    if (at != null || until != null) {
      out.println();
      out.print(Rendering.event(log, last));
    }
    out.println();
    out.print(Rendering.state(replayed.values(), log.taskNames()));
  }

  private static ObjectNode json(KeptLog log, ReplayedLog replayed, @Nullable Reexecuted again) {
    ObjectNode json = Json.object();
    json.put("events", replayed.result().events());
    json.put("digest", Json.digest(replayed.result().digest()));
    json.put("faithful", replayed.result().isFaithful());
    json.put("firstMismatch", replayed.result().firstMismatch());
    json.set("violations", Json.violations(replayed.violations()));
    json.put("truncated", !log.isWhole());
    json.put("ending", log.ending().message());
    json.put("reexecuted", again != null);
    json.set("firstDivergence", again == null ? null : again.json());
    if (again != null) {
      json.set("overall", again.overall());
      json.set("tasks", Divergences.json(again.diff().tasks()));
      json.set("setup", Divergences.json(again.diff().setup()));
      json.put("outcome", again.again().execution().outcome().id());
    } else {
      json.set("state", Json.object(replayed.values()));
    }
    return json;
  }
}
