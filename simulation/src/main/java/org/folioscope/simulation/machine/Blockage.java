package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a task from running besides what it waits for: an interrupt has its CPU, or it is an
 * interrupt that is held off.
 */
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
        blocked.add(
            new RunEnd.Blocked(task.spec.id(), task.spec.name(), awaited(task, tasks, state)));
      }
    }
    return List.copyOf(blocked);
  }

  private static Wait awaited(Task task, TaskTable tasks, MachineState state) {
    int cpu = task.spec.cpu();
    Wait own = task.wait;
    if (cpu >= 0 && !task.entered && state.inInterrupt(cpu)) {
      String what = "return of the interrupt on CPU " + cpu;
      return Awaited.of(
          own == null ? what : own.what() + ", and " + what, own, state.interruptTask(cpu));
    }
    if (own != null) {
      return Awaited.of(own.what(), own, Machine.NO_TASK);
    }
    return Awaited.of("interrupts on CPU " + cpu, null, processOn(cpu, tasks));
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

  /** What was waited for when the run ended; the state may be rolled back before anybody asks. */
  private record Awaited(String what, List<Integer> owning, Rescue endedBy) implements Wait {

    static Awaited of(String what, @Nullable Wait own, int holder) {
      List<Integer> owning = new ArrayList<>();
      if (holder >= 0) {
        owning.add(holder);
      }
      if (own != null) {
        own.owners(owning::add);
      }
      return new Awaited(what, List.copyOf(owning), own == null ? Rescue.NOTHING : own.endedBy());
    }

    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public void owners(IntConsumer tasks) {
      owning.forEach(tasks::accept);
    }
  }
}
