package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.scenarios.kept.ExactComparison;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.Reexecution;
import org.folioscope.scenarios.run.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A kept run and what today's code does under its schedule.
 *
 * @param diff where tasks part
 * @param exact the first event of all that is not the same, byte for byte
 */
record Reexecuted(
    KeptLog log,
    Configuration configuration,
    Reexecution again,
    LogDiff.Result diff,
    ExactComparison.@Nullable Difference exact) {

  /** Runs the log's schedule again, on another configuration if one is given. */
  static Reexecuted of(KeptLog log, @Nullable Configuration other) {
    Configuration configuration = other == null ? log.configuration() : other;
    Reexecution again = Reexecution.of(configuration, log.schedule());
    ExactComparison comparison = new ExactComparison(log.families());
    try (LogCursor left = log.cursor();
        LogCursor right = again.log().cursor();
        LogCursor leftAgain = log.cursor();
        LogCursor rightAgain = again.log().cursor()) {
      return new Reexecuted(
          log,
          configuration,
          again,
          LogDiff.compare(left, log.setupEvents(), right, again.emulation().setupEvents()),
          comparison.first(leftAgain, rightAgain));
    }
  }

  boolean isEqual() {
    return exact == null && diff.isEqual();
  }

  void tell(PrintWriter out) {
    out.println(
        "executed again: " + CommandText.of(configuration) + ", schedule " + log.schedule().id());
    if (isEqual()) {
      out.println("all %d events are the same, byte for byte".formatted(again.log().events()));
      return;
    }
    out.println("recorded " + outcome() + ", this time " + again.execution().outcome().id());
    if (again.missed() != null) {
      out.println("the schedule could not be followed everywhere: first at " + again.missed());
    }
    if (exact != null) {
      out.println("the first event of all that is not the same, in " + exact.what() + ":");
      Divergences.tell(out, "recorded", exact.left());
      Divergences.tell(out, "now", exact.right());
    }
    Divergences divergences = new Divergences("recorded", "now", log.taskNames());
    divergences.tell(out, diff);
  }

  private String outcome() {
    var end = log.ending().end();
    return end == null ? "?" : String.valueOf(end.properties().get("outcome"));
  }

  /** As {@code diff} of the two runs says it; set-up and the order of events come second. */
  @Nullable ObjectNode json() {
    if (diff.first() != null) {
      return Divergences.json(diff.first());
    }
    if (!diff.setup().isEmpty()) {
      return Divergences.json(diff.setup().getFirst());
    }
    return overall();
  }

  /** The first event of all that is not the same. */
  @Nullable ObjectNode overall() {
    return exact == null
        ? null
        : Divergences.json(new LogDiff.Divergence(exact.task(), -1, exact.left(), exact.right()))
            .put("what", exact.what());
  }
}
