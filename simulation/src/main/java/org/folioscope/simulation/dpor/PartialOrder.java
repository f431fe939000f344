package org.folioscope.simulation.dpor;

import java.util.function.Supplier;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Extent;
import org.folioscope.simulation.explore.Findings;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.explore.Workers;
import org.folioscope.simulation.machine.RunEnd;
import org.jspecify.annotations.Nullable;

/**
 * Every outcome, with one execution for each class of executions that differ only in the order of
 * turns that do not conflict.
 *
 * @param optimal whether whole beginnings of executions are planned (wakeup trees), so that hardly
 *     any execution has to be given up as redundant; otherwise only the next turn is (source sets)
 * @param workers who execute; what is found does not depend on how many they are
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
    Frontier frontier = new Frontier();
    Findings findings = new Findings(budget, progress, frontier::fractionDone);
    RaceOrders orders = new RaceOrders();
    workers.work(() -> {
      try {
        work(subjects.get(), frontier, findings, orders.notes());
      } catch (RuntimeException | Error e) {
        frontier.stop();
        throw e;
      }
    });
    return findings.result(name(), !frontier.wasStopped(), Extent.ofClasses(orders.coverage()));
  }

  private void work(Subject subject, Frontier frontier, Findings findings, RaceOrders.Notes notes) {
    int worker = frontier.join();
    Search search = new Search(frontier, optimal, notes);
    Frontier.@Nullable Claim claim = frontier.claim(worker);
    while (claim != null) {
      if (findings.exhausted()) {
        frontier.stop();
        return;
      }
      Trial trial = search.execute(subject, claim);
      if (trial.end().reason() == RunEnd.Reason.STOPPED) {
        findings.repeated();
      } else {
        findings.count(trial);
      }
      frontier.done(worker, claim, search.path());
      claim = frontier.claim(worker);
    }
  }
}
