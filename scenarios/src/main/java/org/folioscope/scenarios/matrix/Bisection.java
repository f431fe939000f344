package org.folioscope.scenarios.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Policies;

/**
 * Which policies between two kernels change a scenario's verdict.
 *
 * @param from the verdict of the one kernel
 * @param to the verdict of the other
 * @param differing the policies whose values differ, with the value of the other kernel
 * @param added the one kernel with each of them alone set to the value of the other
 * @param removed the other kernel with each of them alone set back to the value of the one
 * @param smallest the smallest sets that give the one kernel the verdict of the other, each policy
 *     with its value; empty if there are none of the sizes tried
 * @param mostTried the largest size of the sets that were tried
 */
public record Bisection(
    Side from,
    Side to,
    SequencedMap<String, String> differing,
    List<Step> added,
    List<Step> removed,
    List<Step> smallest,
    int mostTried) {

  /**
   * A kernel's verdict.
   *
   * @param configuration the scenario on it
   * @param explored what was found
   * @param actual the same in codes
   */
  public record Side(Configuration configuration, Explored explored, Actual actual) {

    static Side of(Configuration configuration, Explored explored) {
      return new Side(configuration, explored, Actual.of(explored));
    }
  }

  /**
   * What some policies do.
   *
   * @param policies those that were set, with their values
   * @param explored what was found
   * @param actual the same in codes
   */
  public record Step(SequencedMap<String, String> policies, Explored explored, Actual actual) {}

  /** Whether the two kernels have the same verdict, so that there is nothing to look for. */
  public boolean isSame() {
    return from.actual().codes().equals(to.actual().codes());
  }

  /** Whether every search that was made was complete. */
  public boolean isConclusive() {
    List<Actual> all = new ArrayList<>(List.of(from.actual(), to.actual()));
    added.forEach(step -> all.add(step.actual()));
    removed.forEach(step -> all.add(step.actual()));
    smallest.forEach(step -> all.add(step.actual()));
    return all.stream().allMatch(Actual::conclusive);
  }

  /** Whether a step leads to the verdict of the other kernel. */
  public boolean flips(Step step) {
    return step.actual().codes().equals(to.actual().codes());
  }

  /**
   * Looks for them.
   *
   * @param from the scenario on the one kernel
   * @param to the scenario on the other kernel, with the same filesystem
   * @param most the largest sets to try
   */
  public static Bisection of(Configuration from, Configuration to, CellSearch search, int most) {
    return new Bisecting(from, to, search).bisect(most);
  }

  /** A bisection that is going on. */
  private static final class Bisecting {

    private final Configuration from;
    private final Configuration to;
    private final CellSearch search;
    private final KnownPolicies known;
    private final SequencedMap<String, String> newer = new LinkedHashMap<>();
    private final SequencedMap<String, String> older = new LinkedHashMap<>();

    Bisecting(Configuration from, Configuration to, CellSearch search) {
      this.from = from;
      this.to = to;
      this.search = search;
      // What other filesystems do differently makes no difference here.
      this.known = KnownPolicies.with(List.of(from.filesystem()));
      SortedMap<String, String> before = known.values(from.policies());
      SortedMap<String, String> after = known.values(to.policies());
      after.forEach((name, value) -> {
        String old = String.valueOf(before.get(name));
        if (!value.equals(old)) {
          newer.put(name, value);
          older.put(name, old);
        }
      });
    }

    Bisection bisect(int most) {
      List<Explored> ends = search.explored(List.of(from, to));
      Side one = Side.of(from, ends.getFirst());
      Side other = Side.of(to, ends.getLast());
      if (one.actual().codes().equals(other.actual().codes())) {
        return new Bisection(one, other, newer, List.of(), List.of(), List.of(), 0);
      }
      List<Step> added = steps(from, subsets(newer, 1));
      List<Step> removed = steps(to, subsets(older, 1));
      List<Step> smallest = flipping(added, other);
      int size = 1;
      while (smallest.isEmpty() && size < Math.min(most, newer.size())) {
        size++;
        smallest = flipping(steps(from, subsets(newer, size)), other);
      }
      return new Bisection(one, other, newer, added, removed, smallest, size);
    }

    private static List<Step> flipping(List<Step> steps, Side other) {
      return steps.stream()
          .filter(step -> step.actual().codes().equals(other.actual().codes()))
          .toList();
    }

    private List<Step> steps(Configuration on, List<SequencedMap<String, String>> sets) {
      List<Explored> found = search.explored(sets.stream().map(set -> with(on, set)).toList());
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < sets.size(); i++) {
        steps.add(new Step(sets.get(i), found.get(i), Actual.of(found.get(i))));
      }
      return List.copyOf(steps);
    }

    private Configuration with(Configuration on, SequencedMap<String, String> set) {
      Policies policies = on.policies();
      for (Map.Entry<String, String> policy : set.entrySet()) {
        policies = known.set(policies, policy.getKey(), policy.getValue());
      }
      return new Configuration(on.scenario(), policies, on.filesystem(), on.plugins());
    }

    private static List<SequencedMap<String, String>> subsets(
        SequencedMap<String, String> all, int size) {
      List<SequencedMap<String, String>> subsets = new ArrayList<>();
      choose(List.copyOf(all.entrySet()), 0, size, new LinkedHashMap<>(), subsets);
      return subsets;
    }

    private static void choose(
        List<Map.Entry<String, String>> all,
        int next,
        int size,
        SequencedMap<String, String> chosen,
        List<SequencedMap<String, String>> subsets) {
      if (chosen.size() == size) {
        subsets.add(new LinkedHashMap<>(chosen));
        return;
      }
      for (int i = next; i < all.size(); i++) {
        chosen.put(all.get(i).getKey(), all.get(i).getValue());
        choose(all, i + 1, size, chosen, subsets);
        chosen.remove(all.get(i).getKey());
      }
    }
  }
}
