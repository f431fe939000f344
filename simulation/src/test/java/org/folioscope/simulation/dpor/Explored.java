package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.explore.Workers;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.machine.RunEnd;

/**
 * What a strategy found, and to which class each counted execution belongs.
 *
 * @param classes as many as executions; one that comes twice was executed twice
 */
record Explored(ExplorationResult result, List<String> classes) {

  /** With every schedule, if there are not too many. */
  static Explored naive(Supplier<Subject> subjects, long atMost) {
    return with(NaiveExhaustive.unbounded(), subjects, Budget.executions(atMost));
  }

  /** With wakeup trees. */
  static Explored optimal(Supplier<Subject> subjects) {
    return with(PartialOrder.alone(), subjects, Budget.unlimited());
  }

  /** With wakeup trees, by several threads. */
  static Explored optimal(Supplier<Subject> subjects, int threads) {
    return with(new PartialOrder(true, new Threads(threads)), subjects, Budget.unlimited());
  }

  /** With source sets. */
  static Explored source(Supplier<Subject> subjects) {
    return with(new PartialOrder(false, Workers.CALLER), subjects, Budget.unlimited());
  }

  /** With source sets, by several threads. */
  static Explored source(Supplier<Subject> subjects, int threads) {
    return with(new PartialOrder(false, new Threads(threads)), subjects, Budget.unlimited());
  }

  /**
   * Labs in which these tasks run. The outcome is all that can be seen in the end: who is blocked,
   * what was reported, the state.
   */
  static Supplier<Subject> labs(Consumer<Lab> start) {
    return () -> {
      Lab lab = new Lab();
      return lab.fromHere(() -> start.accept(lab)).ends(end -> everything(lab, end));
    };
  }

  static String everything(Lab lab, RunEnd end) {
    List<String> blocked = end.blocked().stream().map(RunEnd.Blocked::name).toList();
    List<String> reported =
        lab.violations.stream().map(violation -> violation.message()).sorted().toList();
    return "%s %s %s %x".formatted(end.reason(), blocked, reported, lab.space.digest());
  }

  SortedSet<String> outcomes() {
    return result.outcomes().stream()
        .map(FoundOutcome::outcome)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  SortedSet<String> distinctClasses() {
    return new TreeSet<>(classes);
  }

  /** Executions, the redundant ones included. */
  long executed() {
    return result.executions() + result.repeats();
  }

  private static Explored with(Strategy strategy, Supplier<Subject> subjects, Budget budget) {
    List<String> classes = Collections.synchronizedList(new ArrayList<>());
    ExplorationResult result =
        strategy.explore(() -> recorded(subjects.get(), classes), budget, Progress.SILENT);
    return new Explored(result, List.copyOf(classes));
  }

  private static Subject recorded(Subject subject, List<String> classes) {
    return scheduler -> {
      Recording recording = new Recording(scheduler);
      Trial trial = subject.run(recording);
      if (trial.end().reason() != RunEnd.Reason.STOPPED) {
        classes.add(recording.traceClass());
      }
      return trial;
    };
  }
}
