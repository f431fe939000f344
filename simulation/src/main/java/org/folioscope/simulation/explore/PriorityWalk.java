package org.folioscope.simulation.explore;

import java.util.Locale;
import java.util.function.Supplier;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.schedule.RandomPriorities;

/**
 * Independent executions under random priorities: PCT (Burckhardt, Kothari, Musuvathi and
 * Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding bugs", ASPLOS
 * 2010).
 *
 * <p>A bug has depth <i>d</i> if <i>d</i> orders between two turns suffice to bring it about. Where
 * <i>n</i> tasks take at most <i>k</i> turns in all, each execution brings it about with a
 * probability of at least 1/(<i>n k</i><sup><i>d</i>-1</sup>), however rare it is otherwise. Proves
 * nothing.
 *
 * <p>How many turns there are is measured: the first execution has priorities that never change,
 * and each one after it takes <i>k</i> for the most turns that any before it took. The n-th
 * execution is the same for the same seed on every machine.
 *
 * @param depth of the bugs that are looked for, from 1
 * @param seed names the executions
 * @param executions how many of them
 */
public record PriorityWalk(int depth, long seed, long executions) implements Strategy {

  /** Checks the depth. */
  public PriorityWalk {
    if (depth < 1) {
      throw new IllegalArgumentException("a bug has a depth of 1 or more, not " + depth);
    }
  }

  @Override
  public String name() {
    return "pct(depth " + depth + ", seed " + seed + ")";
  }

  @Override
  public ExplorationResult explore(Supplier<Subject> subjects, Budget budget, Progress progress) {
    Subject subject = subjects.get();
    Findings findings = new Findings(budget, progress);
    long turns = 0;
    int tasks = 0;
    for (long walk = 0; walk < executions && !findings.exhausted(); walk++) {
      RandomPriorities scheduler = scheduler(walk, turns);
      Trial trial = subject.run(scheduler);
      findings.count(trial);
      turns = Math.max(turns, trial.end().turns());
      tasks = Math.max(tasks, scheduler.tasks());
    }
    return findings.result(name(), false, Extent.withGuarantee(guarantee(tasks, turns)));
  }

  private RandomPriorities scheduler(long walk, long turns) {
    return new RandomPriorities(StableHash.mix(seed) + walk, turns == 0 ? 0 : depth - 1, turns);
  }

  /** What the paper proves, with what was measured. */
  private String guarantee(int tasks, long turns) {
    if (turns == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "each execution reaches a bug of depth %d with a probability of at least 1/(n k^%d)"
            + " = 1/%,.0f, with n = %d tasks and k = %d turns as seen",
        depth,
        depth - 1,
        tasks * Math.pow(turns, depth - 1),
        tasks,
        turns);
  }
}
