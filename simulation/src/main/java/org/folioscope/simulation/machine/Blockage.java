package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What keeps a task from running besides what it waits for: an interrupt has its CPU, or it is an interrupt that is held off. */
final class Blockage {

  private Blockage() {}

  /** The tasks that could not run when that was asked last, by id. */
  static List<RunEnd.Blocked> of(TaskTable tasks, MachineState state) {
    if (tasks.size() == 0) {
      return List.of();
    }
    List<RunEnd.Blocked> blocked = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (!task.ready) {
        blocked.add(new RunEnd.Blocked(task.spec.id(), task.spec.name(), awaited(task, tasks, state)));
      }
    }
    return List.copyOf(blocked);
  }

  private static Wait awaited(Task task, TaskTable tasks, MachineState state) {
    int cpu = task.spec.cpu();
    if (cpu >= 0 && !task.entered && state.inInterrupt(cpu)) {
      String what = "return of the interrupt on CPU " + cpu;
      return new HeldOff(what, state.interruptTask(cpu), task.wait);
    }
    if (task.wait != null) {
      return task.wait;
    }
    return new HeldOff("interrupts on CPU " + cpu, processOn(cpu, tasks), null);
  }

  private static int processOn(int cpu, TaskTable tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      TaskSpec spec = tasks.get(i).spec;
      if (spec.cpu() == cpu && spec.context() == Context.PROCESS) {
        return spec.id();
      }
    }
    return Machine.NO_TASK;
  }

  private record HeldOff(String held, int owner, @Nullable Wait own) implements Wait {

    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public String what() {
      return own == null ? held : own.what() + ", and " + held;
    }

    @Override
    public void owners(IntConsumer tasks) {
      if (owner >= 0) {
        tasks.accept(owner);
      }
      if (own != null) {
        own.owners(tasks);
      }
    }
  }
}
