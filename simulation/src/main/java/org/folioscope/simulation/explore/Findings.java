package org.folioscope.simulation.explore;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.folioscope.simulation.machine.RunEnd;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the executions of an exploration bring, within its budget; what every strategy needs.
 */
public final class Findings {

  private final Budget budget;
  private final Progress progress;
  private final DoubleSupplier fractionDone;
  private final SortedMap<String, Tally> tallies = new TreeMap<>();
  private long counted;
  private long repeats;
  private long turns;
  private long choices;
  private int violations;
  private boolean cutOff;

  /** Of an exploration of which nobody can say how much is done. */
  public Findings(Budget budget, Progress progress) {
    this(budget, progress, () -> Double.NaN);
  }

  /**
   * Nothing yet.
   *
   * @param fractionDone a guess at how much of the exploration is done, from 0 to 1
   */
  public Findings(Budget budget, Progress progress, DoubleSupplier fractionDone) {
    this.budget = budget;
    this.progress = progress;
    this.fractionDone = fractionDone;
    progress.begins(fractionDone);
  }

  /** Whether the budget is used up. */
  public boolean exhausted() {
    return budget.exhausted(counted + repeats);
  }

  /** The trial is one that was not seen before. */
  public void count(Trial trial) {
    RunEnd end = trial.end();
    counted++;
    turns += end.turns();
    choices += end.choices();
    cutOff |= end.reason() == RunEnd.Reason.LIMIT;
    Tally tally = tallies.get(trial.outcome());
    if (tally == null) {
      tallies.put(trial.outcome(), new Tally(trial));
      violations += trial.violation() ? 1 : 0;
    } else {
      tally.add(trial);
    }
    report();
  }

  /** The trial only repeated one that was counted before. */
  public void repeated() {
    repeats++;
    report();
  }

  /**
   * What was found. An execution that was cut off at its limit of turns stands for others that were
   * not seen.
   */
  public ExplorationResult result(String strategy, boolean searchedAll, Extent extent) {
    boolean complete = searchedAll && !cutOff;
    List<FoundOutcome> outcomes = tallies.values().stream().map(Tally::found).toList();
    return new ExplorationResult(
        strategy,
        complete,
        counted,
        repeats,
        turns,
        choices,
        outcomes,
        estimate(searchedAll),
        extent);
  }

  private @Nullable Estimate estimate(boolean searchedAll) {
    double fraction = searchedAll ? 1 : fractionDone.getAsDouble();
    return fraction > 0 && counted > 0 ? Estimate.of(fraction, counted) : null;
  }

  private void report() {
    progress.executed(counted + repeats, tallies.size(), violations);
  }

  private static final class Tally {

    private Trial best;
    private long count = 1;

    Tally(Trial first) {
      best = first;
    }

    void add(Trial trial) {
      count++;
      if (Trial.SHORTEST_FIRST.compare(trial, best) < 0) {
        best = trial;
      }
    }

    FoundOutcome found() {
      RunEnd end = best.end();
      return new FoundOutcome(
          best.outcome(), best.violation(), count, end.schedule(), end.preemptions(), end.turns());
    }
  }
}
