package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.ReplayedLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code diff}: where two kept runs part. */
@Command(
    name = "diff",
    description = "Show where two kept runs part: for each task its first event that differs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope run kara-2018 --out a --schedule 0",
      "  folioscope run kara-2018 --out b --seed 3",
      "  folioscope diff a/kara-2018/latest b/kara-2018/latest"
    })
final class Diff extends PluggableVerb {

  private static final int MOST = 40;

  @Parameters(index = "0", paramLabel = "LOG1", description = "A run directory, or its log.")
  private Path leftPath = Path.of("");

  @Parameters(index = "1", paramLabel = "LOG2", description = "Another one.")
  private Path rightPath = Path.of("");

  @Override
  public Integer call() {
    KeptLog left = open(leftPath);
    KeptLog right = open(rightPath);
    warnIfBroken(left);
    warnIfBroken(right);
    LogDiff.Result diff = compare(left, right);
    List<LogDiff.Difference> header = LogDiff.headers(left.header(), right.header());
    List<LogDiff.Difference> state = states(left, right);
    tell(left, diff, header, state);
    print(json(left, right, diff, header, state));
    if (!left.isWhole() || !right.isWhole()) {
      return ExitStatus.BAD_INPUT;
    }
    return diff.isEqual() ? ExitStatus.EXPECTED : ExitStatus.UNEXPECTED;
  }

  /** Where a plug-in is missing events can be compared, but not folded. */
  private List<LogDiff.Difference> states(KeptLog left, KeptLog right) {
    String missing = left.missing().or(right::missing).orElse("");
    if (missing.isEmpty()) {
      return LogDiff.states(
          ReplayedLog.of(left, Replay.ALL).values(), ReplayedLog.of(right, Replay.ALL).values());
    }
    warn("the states at the end are not compared: " + missing);
    return List.of();
  }

  private void warnIfBroken(KeptLog log) {
    if (!log.isWhole()) {
      warn("the log " + log.path() + " is " + log.ending().message());
    }
  }

  private static LogDiff.Result compare(KeptLog left, KeptLog right) {
    try (LogCursor leftCursor = left.cursor();
        LogCursor rightCursor = right.cursor()) {
      return LogDiff.compare(leftCursor, left.setupEvents(), rightCursor, right.setupEvents());
    }
  }

  private void tell(
      KeptLog left,
      LogDiff.Result diff,
      List<LogDiff.Difference> header,
      List<LogDiff.Difference> state) {
    PrintWriter out = text();
    out.println(
        diff.isEqual() ? "every task does the same on both sides" : "the runs are different");
    tell(out, "header", header);
    new Divergences("left", "right", left.taskNames()).tell(out, diff);
    tell(out, "state at the end", state);
  }

  private static void tell(PrintWriter out, String what, List<LogDiff.Difference> differences) {
    if (differences.isEmpty()) {
      return;
    }
    out.println(what + ":");
    for (LogDiff.Difference difference :
        differences.subList(0, Math.min(MOST, differences.size()))) {
      out.println(
          "  "
              + difference.path()
              + ": "
              + shown(difference.left())
              + " | "
              + shown(difference.right()));
    }
    if (differences.size() > MOST) {
      out.println("  ... " + (differences.size() - MOST) + " more (--json has all)");
    }
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "-";
    }
    String line = value.lines().findFirst().orElse("");
    return line.length() == value.length() ? value : line + " ...";
  }

  private static ObjectNode json(
      KeptLog left,
      KeptLog right,
      LogDiff.Result diff,
      List<LogDiff.Difference> header,
      List<LogDiff.Difference> state) {
    LogDiff.Divergence first = diff.first();
    ObjectNode json = Json.object();
    json.put("equal", diff.isEqual());
    json.set("firstDivergence", first == null ? null : Divergences.json(first));
    json.set("tasks", Divergences.json(diff.tasks()));
    json.set("setup", Divergences.json(diff.setup()));
    json.set("state", Divergences.differences(state));
    json.set("header", Divergences.differences(header));
    json.put("truncated", !left.isWhole() || !right.isWhole());
    return json;
  }
}
