package org.folioscope.scenarios.calls;

import io.vavr.collection.Vector;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;

/**
 * Which processes calls have made, and which tasks have left theirs. Part of {@link ProgramState}.
 */
final class Processes {

  private final Machine machine;
  private final LongArray forked;
  private final LongArray left;

  Processes(Machine machine) {
    this.machine = machine;
    this.forked = machine.space().longs("process.forked");
    this.left = machine.space().longs("task.left-process");
  }

  void forked(int process) {
    forked.set(process, 1);
  }

  void left(int task) {
    left.set(task, 1);
  }

  boolean isForked(int process) {
    return forked.get(process) != 0;
  }

  Wait untilForked(int process) {
    return new Forked(process);
  }

  Wait untilLeft(Vector<Integer> tasks) {
    return new Left(tasks);
  }

  private final class Forked implements Wait {

    private final int process;

    Forked(int process) {
      this.process = process;
    }

    @Override
    public boolean ready() {
      return isForked(process);
    }

    @Override
    public String what() {
      return "process " + process + " to be made";
    }
  }

  private final class Left implements Wait {

    private final Vector<Integer> tasks;

    Left(Vector<Integer> tasks) {
      this.tasks = tasks;
    }

    @Override
    public boolean ready() {
      return tasks.forAll(task -> left.get(task) != 0 || !machine.isLive(task));
    }

    @Override
    public String what() {
      return "the other tasks of its process";
    }
  }
}
