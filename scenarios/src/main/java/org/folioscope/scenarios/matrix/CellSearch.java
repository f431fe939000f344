package org.folioscope.scenarios.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.explore.Shortening;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Workers;

/**
 * Explores configurations, several at once; those that behave alike once. What is found, and its
 * order, does not depend on how many workers there are.
 */
public final class CellSearch {

  /** Is told how far it is. Called by any worker. */
  @FunctionalInterface
  public interface Listener {

    /** So many of so many explorations are done. */
    void done(int explored, int all);
  }

  private final Workers workers;
  private final Supplier<Budget> budget;
  private final Listener listener;
  private final Shortening shortening;

  /**
   * A search.
   *
   * @param budget of each exploration, from when it begins
   * @param shortening of the schedules of bad outcomes
   */
  public CellSearch(
      Workers workers, Supplier<Budget> budget, Listener listener, Shortening shortening) {
    this.workers = workers;
    this.budget = budget;
    this.listener = listener;
    this.shortening = shortening;
  }

  /** A search that asks for outcomes, not for the shortest way to one. */
  public CellSearch(Workers workers, Supplier<Budget> budget, Listener listener) {
    this(workers, budget, listener, Shortening.BRIEF);
  }

  /** Explores a matrix's cells and judges them. */
  public MatrixResult judge(Matrix matrix, List<Cell> cells) {
    SequencedMap<String, Configuration> wanted = new LinkedHashMap<>();
    for (Cell cell : cells) {
      cell.configuration().ifPresent(one -> wanted.putIfAbsent(key(cell, one), one));
    }
    SequencedMap<String, Explored> found = explore(wanted);
    return new MatrixResult(
        matrix,
        cells.stream()
            .map(cell ->
                judged(matrix, cell, cell.configuration().map(one -> found.get(key(cell, one)))))
            .toList());
  }

  /** Explores each configuration; gives what was found in the same order. */
  List<Explored> explored(List<Configuration> configurations) {
    SequencedMap<String, Configuration> wanted = new LinkedHashMap<>();
    configurations.forEach(one -> wanted.putIfAbsent(key(one), one));
    SequencedMap<String, Explored> found = explore(wanted);
    return configurations.stream().map(one -> found.get(key(one))).toList();
  }

  private static Judged judged(Matrix matrix, Cell cell, Optional<Explored> explored) {
    if (explored.isEmpty()) {
      boolean asBase = cell.written().meaning() == Expected.Meaning.AS_BASE;
      boolean there = cell.expected().meaning() == Expected.Meaning.CODES;
      return new Judged(
          cell, asBase && there ? Judgement.AS_BASE : Judgement.NOT_RUN, Optional.empty());
    }
    Actual actual = Actual.of(explored.get());
    Judgement judgement =
        cell.expected().meaning() == Expected.Meaning.OPEN
            ? judgeByScenario(explored.get(), actual)
            : actual.judge(cell.expected());
    boolean explained =
        judgement == Judgement.DISAGREES
            && matrix.disagreements().stream()
                .filter(listed ->
                    listed.isAbout(cell.race().code(), cell.column().code(), cell.filesystem()))
                .anyMatch(listed -> listed.actual().equals(actual.codes()) && actual.conclusive());
    return new Judged(cell, explained ? Judgement.EXPLAINED : judgement, explored);
  }

  /** Where the matrix says nothing, the scenario itself may expect something of the kernel. */
  private static Judgement judgeByScenario(Explored explored, Actual actual) {
    return switch (explored.verdict()) {
      case EXPECTED -> actual.conclusive() ? Judgement.AGREES : Judgement.UNKNOWN;
      case UNEXPECTED -> Judgement.DISAGREES;
      case UNKNOWN -> actual.conclusive() ? Judgement.OPEN : Judgement.UNKNOWN;
    };
  }

  private SequencedMap<String, Explored> explore(SequencedMap<String, Configuration> wanted) {
    List<Explored> results = exploreDistinct(List.copyOf(wanted.values()));
    SequencedMap<String, Explored> found = new LinkedHashMap<>();
    for (String key : wanted.sequencedKeySet()) {
      found.put(key, results.get(found.size()));
    }
    return found;
  }

  /** Few explorations are shared among the workers each; many are dealt out. */
  private List<Explored> exploreDistinct(List<Configuration> jobs) {
    AtomicInteger done = new AtomicInteger();
    if (jobs.size() < workers.count()) {
      return jobs.stream().map(job -> explore(job, workers, done, jobs.size())).toList();
    }
    List<Explored> results = new ArrayList<>(Collections.nCopies(jobs.size(), null));
    AtomicInteger next = new AtomicInteger();
    workers.work(() -> {
      for (int job = next.getAndIncrement(); job < jobs.size(); job = next.getAndIncrement()) {
        results.set(job, explore(jobs.get(job), Workers.CALLER, done, jobs.size()));
      }
    });
    return results;
  }

  private Explored explore(Configuration job, Workers executors, AtomicInteger done, int all) {
    PartialOrder strategy = new PartialOrder(true, executors);
    Explored explored = Exploration.of(job, shortening, strategy, budget.get(), Progress.SILENT);
    listener.done(done.incrementAndGet(), all);
    return explored;
  }

  /** What a scenario itself expects depends on the kernel's name too. */
  private static String key(Cell cell, Configuration configuration) {
    boolean open = cell.expected().meaning() == Expected.Meaning.OPEN;
    return key(configuration) + (open ? configuration.properties() : "");
  }

  /**
   * Configurations with the same key behave alike: the values of the policies are all that models
   * know of a kernel, and those of other filesystems are none of theirs.
   */
  private static String key(Configuration configuration) {
    return configuration.scenario().path()
        + configuration.scenario().options()
        + configuration.filesystem().name()
        + KnownPolicies.with(List.of(configuration.filesystem())).values(configuration.policies());
  }
}
