package org.folioscope.cli.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.export.EventText;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.compare.Comparison;
import org.folioscope.scenarios.compare.Cost;
import org.folioscope.scenarios.compare.Costs;
import org.folioscope.scenarios.compare.Spread;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.report.ComparisonTable;
import org.folioscope.scenarios.run.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for people.
 *
 * @param comparison what was compared
 * @param left how the left side's exploration came to its end
 * @param right the same on the right
 */
record SideBySide(Comparison comparison, ExploredJson left, ExploredJson right) {

  private static final String NEVER = "-";

  /** From here on one decimal is enough. */
  private static final double LARGE = 100;

  /** Where the sides part first: during the run, or if only there, within set-up. */
  LogDiff.@Nullable Divergence first() {
    LogDiff.Result difference = comparison.difference();
    return partsInSetup() ? difference.setup().getFirst() : difference.first();
  }

  boolean partsInSetup() {
    LogDiff.Result difference = comparison.difference();
    return difference.first() == null && !difference.setup().isEmpty();
  }

  ComparisonTable table() {
    return new ComparisonTable(
        left.explored().configuration().scenario().name(),
        about(),
        new ComparisonTable.Row("verdict", verdict(left), verdict(right)),
        outcomes(),
        costs(),
        "mean (least .. most) over one run by turns and " + timedRuns() + " in virtual time",
        parting());
  }

  private List<ComparisonTable.Row> about() {
    Configuration leftIs = left.explored().configuration();
    Configuration rightIs = right.explored().configuration();
    return List.of(
        new ComparisonTable.Row(
            "kernel", leftIs.policies().kernel().label(), rightIs.policies().kernel().label()),
        new ComparisonTable.Row(
            "filesystem", leftIs.filesystem().name(), rightIs.filesystem().name()),
        new ComparisonTable.Row("policies set by hand", policies(leftIs), policies(rightIs)),
        new ComparisonTable.Row("search", search(left), search(right)));
  }

  private static String policies(Configuration configuration) {
    return configuration.policies().overrides().entrySet().stream()
        .map(policy -> policy.getKey() + "=" + policy.getValue())
        .collect(Collectors.joining(", "))
        .transform(text -> text.isEmpty() ? NEVER : text);
  }

  private static String verdict(ExploredJson side) {
    return side.explored().verdict().label() + ": " + side.explored().reason();
  }

  private static String search(ExploredJson side) {
    return side.explored().result().strategy() + ", " + side.completeness();
  }

  private List<ComparisonTable.Row> outcomes() {
    SequencedMap<String, Long> leftCounts = counts(left.explored());
    SequencedMap<String, Long> rightCounts = counts(right.explored());
    SequencedMap<String, Long> both = new LinkedHashMap<>(leftCounts);
    rightCounts.forEach(both::putIfAbsent);
    List<ComparisonTable.Row> rows = new ArrayList<>();
    for (String id : worstFirst(both.sequencedKeySet())) {
      rows.add(new ComparisonTable.Row(id, count(leftCounts.get(id)), count(rightCounts.get(id))));
    }
    return rows;
  }

  /** Each side has its worst outcome first; what is fine stands below what only one side has. */
  private List<String> worstFirst(Iterable<String> ids) {
    List<String> bad = new ArrayList<>();
    List<String> fine = new ArrayList<>();
    ids.forEach(id -> (isViolation(id) ? bad : fine).add(id));
    bad.addAll(fine);
    return bad;
  }

  private boolean isViolation(String id) {
    return List.of(left, right).stream()
        .flatMap(side -> side.explored().violations().stream())
        .anyMatch(found -> found.outcome().id().equals(id));
  }

  private static SequencedMap<String, Long> counts(Explored explored) {
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    explored.found().forEach(found -> counts.put(found.outcome().id(), found.count()));
    return counts;
  }

  private List<ComparisonTable.Row> costs() {
    Costs leftCosts = comparison.leftCosts();
    Costs rightCosts = comparison.rightCosts();
    List<ComparisonTable.Row> rows = new ArrayList<>();
    rows.add(
        new ComparisonTable.Row("runs that came to their end", runs(leftCosts), runs(rightCosts)));
    for (Cost cost : Cost.values()) {
      rows.add(
          new ComparisonTable.Row(
              cost.label(), spread(leftCosts.of(cost)), spread(rightCosts.of(cost))));
    }
    return rows;
  }

  private String timedRuns() {
    return String.format(
        Locale.ROOT,
        "%,d",
        Math.max(comparison.leftCosts().runs(), comparison.rightCosts().runs()) - 1);
  }

  private static String runs(Costs costs) {
    return String.format(Locale.ROOT, "%,d of %,d", costs.counted(), costs.runs());
  }

  /** The mean, and where runs differ the least and the most. */
  private static String spread(@Nullable Spread spread) {
    if (spread == null) {
      return NEVER;
    }
    return spread.isConstant()
        ? number(spread.least())
        : String.format(
            Locale.ROOT,
            "%s  (%s .. %s)",
            fraction(spread.mean()),
            number(spread.least()),
            number(spread.most()));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : fraction(value);
  }

  private static String fraction(double value) {
    return String.format(Locale.ROOT, value < LARGE ? "%,.2f" : "%,.1f", value);
  }

  private static String count(@Nullable Long count) {
    return count == null ? NEVER : String.format(Locale.ROOT, "%,d", count);
  }

  private ComparisonTable.Parting parting() {
    String schedule = comparison.schedule().id();
    LogDiff.Divergence first = first();
    if (first == null) {
      return new ComparisonTable.Parting("", "", "", List.of(), schedule);
    }
    return new ComparisonTable.Parting(
        (partsInSetup() ? "set-up, " : "") + place(first),
        event(first.left()),
        event(first.right()),
        kind(first),
        schedule);
  }

  private List<ComparisonTable.Row> kind(LogDiff.Divergence first) {
    LogDiff.Divergence kind = comparison.firstOfAnotherKind();
    if (kind == null || isSame(first.left(), kind.left()) && isSame(first.right(), kind.right())) {
      return List.of();
    }
    String where = "something of another kind happens first at " + task(kind.task());
    return List.of(new ComparisonTable.Row(where, event(kind.left()), event(kind.right())));
  }

  private static boolean isSame(
      LoggedStep.@Nullable Logged one, LoggedStep.@Nullable Logged other) {
    return one == null || other == null ? one == other : one.number() == other.number();
  }

  private String place(LogDiff.Divergence divergence) {
    return task(divergence.task()) + ", its event " + (divergence.index() + 1);
  }

  private String task(int number) {
    SequencedMap<String, String> names = left.explored().configuration().taskNames();
    return ComparisonTable.taskName(
        id -> names.getOrDefault("task." + id, id == -1 ? "machine" : "task-" + id), number);
  }

  private static String event(LoggedStep.@Nullable Logged logged) {
    return logged == null
        ? "(nothing more)"
        : "event " + logged.number() + ": " + EventText.of(logged.event());
  }
}
