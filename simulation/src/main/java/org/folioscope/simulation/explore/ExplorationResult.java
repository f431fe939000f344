package org.folioscope.simulation.explore;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an exploration found.
 *
 * @param strategy the strategy's name
 * @param complete whether every interleaving was covered: nothing was cut off by a bound on
 *     preemptions, a limit of turns or a budget
 * @param executions how many executions are counted: the sum over the outcomes
 * @param repeats how many further executions only repeated one that is counted
 * @param turns how many turns the counted executions took
 * @param choices at how many points of the counted executions more than one task could have run
 * @param outcomes each distinct outcome once, in the order of the keys
 * @param estimate how much of what the strategy wanted to try is done; null if nobody can say
 * @param extent what else the strategy can say of how far it got
 */
public record ExplorationResult(
    String strategy,
    boolean complete,
    long executions,
    long repeats,
    long turns,
    long choices,
    List<FoundOutcome> outcomes,
    @Nullable Estimate estimate,
    Extent extent) {

  /**
   * Whether there was ever anything to choose. If not, the exploration shows nothing about
   * interleavings.
   */
  public boolean choiceMade() {
    return choices > 0;
  }

  /**
   * How many classes of executions were seen, which differ in more than the order of turns that do
   * not conflict; empty if the strategy does not tell them apart.
   */
  public OptionalLong classes() {
    return extent.eachClassOnce() ? OptionalLong.of(executions) : OptionalLong.empty();
  }

  /** The outcome with the given key, if it was found. */
  public Optional<FoundOutcome> outcome(String key) {
    return outcomes.stream().filter(found -> found.outcome().equals(key)).findFirst();
  }

  /** The violations, the one with the best schedule first. */
  public List<FoundOutcome> violations() {
    return outcomes.stream()
        .filter(FoundOutcome::violation)
        .sorted(FoundOutcome.BEST_FIRST)
        .toList();
  }
}
