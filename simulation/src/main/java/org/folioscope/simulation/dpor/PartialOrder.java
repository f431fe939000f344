package org.folioscope.simulation.dpor;

import java.util.function.Supplier;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Extent;
import org.folioscope.simulation.explore.Findings;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Workers;

/**
 * Every outcome, with one execution for each class of executions that differ only in the order of
 * turns that do not conflict.
 *
 * @param optimal whether whole beginnings of executions are planned (wakeup trees), so that hardly
 *     any execution has to be given up as redundant; otherwise only the next turn is (source sets)
 * @param workers who execute; the result does not depend on how many they are
 */
public record PartialOrder(boolean optimal, Workers workers) implements Strategy {

  /** Optimal, by the caller alone. */
  public static PartialOrder alone() {
    return new PartialOrder(true, Workers.CALLER);
  }

  @Override
  public String name() {
    return optimal ? "dpor" : "source-dpor";
  }

  @Override
  public ExplorationResult explore(Supplier<Subject> subjects, Budget budget, Progress progress) {
    Search search = new Search(optimal);
    Findings findings = new Findings(budget, progress, search::fractionDone);
    if (findings.exhausted()) {
      return findings.result(name(), false, Extent.UNKNOWN);
    }
    Team team = new Team(search, findings, workers.count());
    workers.work(() -> {
      try {
        work(new Executor(subjects.get(), optimal), team);
      } catch (RuntimeException | Error e) {
        team.stop();
        throw e;
      }
    });
    return findings.result(name(), team.isComplete(), Extent.ofClasses(team.coverage()));
  }

  private static void work(Executor executor, Team team) {
    Job job = team.next();
    while (job != null) {
      team.done(job, executor.execute(job.plan()));
      job = team.next();
    }
  }
}
