package org.folioscope.scenarios.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.lockdep.LockOrder;
import org.folioscope.simulation.lockdep.MergedOrder;
import org.folioscope.simulation.report.Kind;
import org.folioscope.vm.errno.Errno;

/** What the executions of all workers have shown so far. */
final class Gathered {

  private final Scenario scenario;
  private final Expectations expectations;
  private final boolean decidable;
  private final SortedMap<String, Outcome> outcomes = new TreeMap<>();
  private final SortedMap<String, Kind> kinds = new TreeMap<>();
  private final SortedSet<Errno> refused = new TreeSet<>();
  private final MergedOrder lockOrders = new MergedOrder();
  private final List<String> idle;
  private int mostPreemptions;
  private long choices;
  private boolean decided;

  /**
   * Nothing yet.
   *
   * @param decidable whether it is to be noticed that what was found decides the verdict
   */
  Gathered(Scenario scenario, Expectations expectations, boolean decidable) {
    this.scenario = scenario;
    this.expectations = expectations;
    this.decidable = decidable;
    this.idle = new ArrayList<>(scenario.tasks().map(task -> task.name()).asJava());
  }

  synchronized void add(Execution execution, Optional<LockOrder> lockOrder) {
    lockOrder.ifPresent(lockOrders::add);
    outcomes.putIfAbsent(execution.outcome().id(), execution.outcome());
    execution.violations().stream()
        .filter(violation -> !violation.consequence())
        .forEach(violation -> kinds.putIfAbsent(violation.id(), violation.kind()));
    refused.addAll(execution.refused());
    if (!idle.isEmpty()) {
      idle.retainAll(execution.idle());
    }
    choices += execution.end().choices();
    if (execution.end().preemptions() > mostPreemptions) {
      mostPreemptions = execution.end().preemptions();
      decided = decidable && decides();
    }
  }

  /** What the executions came to, id by id. */
  synchronized Reached reached() {
    return new Reached(new TreeMap<>(kinds), new TreeSet<>(refused));
  }

  /** Whether no schedule with more preemptions can change the verdict. */
  synchronized boolean isDecided() {
    return decided;
  }

  /** What can deadlock by the orders of locks of all executions: the messages by their ids. */
  synchronized SortedMap<String, String> lockOrders() {
    return lockOrders.found();
  }

  /** The tasks that never made a call. */
  synchronized List<String> idle() {
    return List.copyOf(idle);
  }

  /** Whether every task ran and, where there are several, there was something to choose. */
  synchronized boolean isMeaningful() {
    return idle.isEmpty() && (choices > 0 || scenario.tasks().size() == 1);
  }

  private boolean decides() {
    List<Outcome> reached = List.copyOf(outcomes.values());
    return expectations.verdict(reached, false, isMeaningful()) != Verdict.UNKNOWN;
  }
}
