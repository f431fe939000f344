package org.folioscope.simulation.dpor;

import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Findings;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;

/**
 * Every outcome, with one execution for each class of executions that differ only in the order of
 * turns that do not conflict.
 *
 * @param optimal whether whole beginnings of executions are planned (wakeup trees), so that no
 *     execution has to be given up as redundant; otherwise only the next turn is (source sets)
 */
public record PartialOrder(boolean optimal) implements Strategy {

  @Override
  public String name() {
    return optimal ? "dpor" : "source-dpor";
  }

  @Override
  public ExplorationResult explore(Subject subject, Budget budget, Progress progress) {
    Findings findings = new Findings(budget, progress);
    Search search = new Search(optimal);
    do {
      if (findings.exhausted()) {
        return findings.result(name(), false);
      }
      Trial trial = search.execute(subject);
      if (trial.end().reason() == RunEnd.Reason.STOPPED) {
        findings.repeated();
      } else {
        findings.count(trial);
      }
    } while (search.advance());
    return findings.result(name(), true);
  }
}
