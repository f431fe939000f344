package org.folioscope.scenarios.explore;

import java.util.List;
import java.util.Optional;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.schedule.Schedule;

/**
 * What the exploration of a configuration found, measured against what the scenario expects.
 *
 * @param configuration what was explored
 * @param result what the strategy counted
 * @param found each distinct outcome once, the worst first
 * @param reached each id of any outcome with its kind, and which calls failed
 * @param across orders of locks that exclude each other and were seen in different executions only
 * @param expectations what the scenario says of the configuration
 * @param idle tasks that made no call in any execution
 * @param decidedEarly whether the search was stopped because the verdict could not change any more
 * @param verdict whether that is what the scenario expects
 * @param reason the verdict's reason, one line
 */
public record Explored(
    Configuration configuration,
    ExplorationResult result,
    List<Found> found,
    Reached reached,
    List<Outcome> across,
    Expectations expectations,
    List<String> idle,
    boolean decidedEarly,
    Verdict verdict,
    String reason) {

  /**
   * A distinct outcome.
   *
   * @param count how many executions had it
   * @param schedule the simplest one known that leads to it
   * @param preemptions of that schedule
   * @param fewestPreemptions whether it is certain that no schedule with fewer leads to it
   */
  public record Found(
      Outcome outcome,
      long count,
      Expectation expectation,
      String because,
      Schedule schedule,
      int preemptions,
      boolean fewestPreemptions) {}

  /** The outcomes that are anything but ok, the worst first. */
  public List<Found> violations() {
    return found.stream().filter(one -> !one.outcome().isOk()).toList();
  }

  /** The worst of the outcomes that are not ok: unexpected ones before expected ones. */
  public Optional<Found> worst() {
    return violations().stream().findFirst();
  }

  /**
   * Whether every task ran and, where there are several, there was something to choose: if not,
   * nothing is shown.
   */
  public boolean isMeaningful() {
    boolean alone = configuration.scenario().tasks().size() == 1;
    return idle.isEmpty() && (result.choiceMade() || alone);
  }

  /** How far the search went, in words. */
  public String completeness() {
    String executions =
        result.executions() == 1 ? "1 execution" : result.executions() + " executions";
    return result.complete()
        ? "complete in " + executions
        : "cut short: not every interleaving was tried in " + executions;
  }
}
