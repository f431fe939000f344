package org.folioscope.scenarios.outcome;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.simulation.report.Kind;

/**
 * What came out of one execution: the ids of what was reported, up to and including the first BUG.
 * Two executions with the same ids have the same outcome.
 *
 * @param ids empty if all is well
 * @param kind the worst kind among them
 * @param message what the worst one said
 */
public record Outcome(SortedSet<String> ids, Kind kind, String message) {

  /** The name of the outcome without reports. */
  public static final String OK = "ok";

  private static final Comparator<Violation> WORST =
      Comparator.comparingInt((Violation violation) -> violation.kind().severity())
          .thenComparing(Violation::event, Comparator.reverseOrder());

  /** The outcome of an execution with these reports. */
  public static Outcome of(List<Violation> violations) {
    List<Violation> counted =
        violations.stream().filter(violation -> !violation.consequence()).toList();
    SortedSet<String> ids = new TreeSet<>();
    counted.forEach(violation -> ids.add(violation.id()));
    return counted.stream()
        .max(WORST)
        .map(worst -> new Outcome(ids, worst.kind(), worst.message()))
        .orElseGet(() -> new Outcome(ids, Kind.OK, ""));
  }

  /** The outcome as one word: {@code ok}, or the ids in order, joined with {@code +}. */
  public String id() {
    return ids.isEmpty() ? OK : String.join("+", ids);
  }

  /** Whether nothing but legal things was reported. */
  public boolean isOk() {
    return kind == Kind.OK;
  }

  /**
   * Whether the outcome contains an id, is of a group ({@code bug} is every id that begins so), or
   * is {@code ok} itself.
   */
  public boolean matches(String name) {
    if (name.equals(OK)) {
      return isOk();
    }
    return ids.stream().anyMatch(id -> id.equals(name) || id.startsWith(name + "-"));
  }
}
