package org.folioscope.scenarios.programs;

import static org.folioscope.scenarios.builder.Terms.fill;

import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import org.folioscope.scenarios.builder.ScenarioBuilder;
import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.scenarios.language.Scenario;

/**
 * A program as lists of calls, which can be made shorter.
 *
 * @param seed what it was drawn from
 * @param options of the machine
 * @param files what there is before set-up
 * @param setup calls that run alone, first
 * @param tasks calls of each task; of the third one, if there is one, in a process that another
 *     task forks
 * @param finallyCalls calls that run alone, last
 */
public record RandomProgram(
    long seed,
    LinkedHashMap<String, String> options,
    Vector<InitialFile> files,
    Vector<String> setup,
    Vector<Vector<String>> tasks,
    Vector<String> finallyCalls) {

  private static final Vector<String> TASKS = Vector.of("one", "two", "child");
  private static final int CHILD = 2;

  /**
   * A file that is there from the beginning.
   *
   * @param size in bytes
   * @param sparse whether it is one hole; otherwise one byte over and over
   */
  public record InitialFile(String name, long size, boolean sparse, int value) {}

  /** The scenario's name, which is the seed's. */
  public String name() {
    return "program-" + Long.toUnsignedString(seed);
  }

  /** The scenario that makes these calls. It expects nothing. */
  public Scenario scenario() {
    ScenarioBuilder builder =
        Scenarios.named(name()).title("Random program " + Long.toUnsignedString(seed));
    options.forEach(option -> builder.option(option._1, option._2));
    for (InitialFile file : files) {
      if (file.sparse()) {
        builder.sparseFile(file.name(), file.size());
      } else {
        builder.file(file.name(), file.size(), fill(file.value()));
      }
    }
    builder.setup(steps -> setup.forEach(steps::call));
    for (Tuple2<Vector<String>, Integer> task : tasks.zipWithIndex()) {
      if (!task._1.isEmpty()) {
        builder.task(
            TASKS.get(task._2),
            steps -> {
              if (task._2 == CHILD) {
                steps.process(TASKS.get(CHILD));
              }
              task._1.forEach(steps::call);
            });
      }
    }
    return builder.finallyCalls(steps -> finallyCalls.forEach(steps::call)).build();
  }

  /** The same without one thing, each in turn: the calls of tasks first, from the last one on. */
  Vector<RandomProgram> smaller() {
    Vector<RandomProgram> candidates = Vector.empty();
    for (int task = tasks.size() - 1; task >= 0; task--) {
      Vector<String> calls = tasks.get(task);
      int number = task;
      candidates =
          candidates.appendAll(without(calls).map(left -> withTasks(tasks.update(number, left))));
    }
    return candidates
        .filter(program -> program.tasks.exists(calls -> !calls.isEmpty()))
        .appendAll(without(finallyCalls).map(this::withFinally))
        .appendAll(without(setup).map(this::withSetup))
        .appendAll(options.keySet().toVector().map(key -> withOptions(options.remove(key))))
        .appendAll(files.map(file -> withFiles(files.remove(file))));
  }

  /** The same on a machine without an option. */
  RandomProgram without(String option) {
    return withOptions(options.remove(option));
  }

  /** How many things there are to leave out. */
  int size() {
    return tasks.map(Vector::size).sum().intValue()
        + setup.size()
        + finallyCalls.size()
        + options.size()
        + files.size();
  }

  private static Vector<Vector<String>> without(Vector<String> calls) {
    return Vector.range(0, calls.size()).reverse().map(calls::removeAt);
  }

  private RandomProgram withTasks(Vector<Vector<String>> other) {
    return new RandomProgram(seed, options, files, setup, other, finallyCalls);
  }

  private RandomProgram withFinally(Vector<String> other) {
    return new RandomProgram(seed, options, files, setup, tasks, other);
  }

  private RandomProgram withSetup(Vector<String> other) {
    return new RandomProgram(seed, options, files, other, tasks, finallyCalls);
  }

  private RandomProgram withOptions(LinkedHashMap<String, String> other) {
    return new RandomProgram(seed, other, files, setup, tasks, finallyCalls);
  }

  private RandomProgram withFiles(Vector<InitialFile> other) {
    return new RandomProgram(seed, options, other, setup, tasks, finallyCalls);
  }
}
