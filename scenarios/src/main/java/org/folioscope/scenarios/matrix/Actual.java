package org.folioscope.scenarios.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.simulation.report.Kind;

/**
 * What an exploration came to, in codes.
 *
 * @param codes in the order of badness
 * @param ids what they stand for
 * @param conclusive whether the search was complete and showed something
 */
public record Actual(List<Code> codes, List<String> ids, boolean conclusive) {

  private static final String INTERRUPTIBLE = "hang-interruptible";
  private static final String BOUNDED = "hang-bounded";

  /** The codes of an exploration. */
  public static Actual of(Explored explored) {
    SortedMap<String, Kind> kinds = new TreeMap<>(explored.reached().kinds());
    explored.across().forEach(order -> order.ids().forEach(id -> kinds.put(id, order.kind())));
    kinds.values().removeIf(kind -> kind == Kind.OK);
    SortedSet<Code> codes = new TreeSet<>();
    kinds.forEach((id, kind) -> codes.add(code(id, kind)));
    if (!explored.reached().refused().isEmpty()) {
      codes.add(Code.REF);
    }
    if (codes.isEmpty()) {
      codes.add(Code.OK);
    }
    return new Actual(List.copyOf(codes), List.copyOf(kinds.sequencedKeySet()), shows(explored));
  }

  private static Code code(String id, Kind kind) {
    if (id.startsWith(INTERRUPTIBLE)) {
      return Code.EINTR;
    }
    return id.startsWith(BOUNDED) ? Code.BOUNDED : Code.of(kind).orElseThrow();
  }

  /** As a word of completeness alone would let an exploration pass in which nothing happened. */
  private static boolean shows(Explored explored) {
    return explored.result().complete() && explored.isMeaningful();
  }

  /** The codes as tables show them. */
  public String label() {
    return Expected.labels(codes);
  }

  /**
   * Whether this is what is expected: everything expected was reached, and nothing worse than the
   * worst of it, but for what is allowed.
   */
  Judgement judge(Expected expected) {
    if (codes.contains(Code.EXCEPTION)) {
      return Judgement.UNKNOWN;
    }
    if (isTooBad(expected)) {
      return Judgement.DISAGREES;
    }
    if (!conclusive) {
      return Judgement.UNKNOWN;
    }
    return expected.codes().stream().allMatch(this::reaches)
        ? Judgement.AGREES
        : Judgement.DISAGREES;
  }

  private boolean isTooBad(Expected expected) {
    List<Code> borne = new ArrayList<>(expected.codes());
    borne.addAll(expected.allowed());
    Code worst = expected.codes().getLast();
    return codes.stream()
        .anyMatch(code -> code.compareTo(worst) > 0 && borne.stream().noneMatch(code::isWithin));
  }

  private boolean reaches(Code expected) {
    return expected == Code.OK ? ids.isEmpty() : codes.stream().anyMatch(c -> c.isWithin(expected));
  }
}
