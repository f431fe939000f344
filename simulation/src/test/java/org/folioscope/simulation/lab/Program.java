package org.folioscope.simulation.lab;

import java.util.List;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.lock.Rwsem;

/** A small program: what each task does, one operation after the other. */
public record Program(List<List<Op>> tasks) {

  /** Something that a task does. */
  public sealed interface Op {
    /** Sets a cell, in a step. */
    record Put(int cell, long value) implements Op {}

    /** Adds to a cell, in a step. */
    record Add(int cell, long change) implements Op {}

    /** Copies one cell to another: reads in one step, writes in another. */
    record Copy(int from, int to) implements Op {}

    /** Doubles a cell, in a step. */
    record Twice(int cell) implements Op {}

    /** Does something with a mutex held. */
    record Locked(int mutex, Op inside) implements Op {}

    /** Does something with an rwsem held for reading. */
    record Reading(Op inside) implements Op {}

    /** Does something with the rwsem held for writing. */
    record Writing(Op inside) implements Op {}

    /** Sleeps. */
    record Sleep(long duration) implements Op {}

    /** Does something if a mutex is free. */
    record Try(int mutex, Op inside) implements Op {}

    /** Has an interrupt do something on the task's CPU. */
    record Interrupt(Op inside) implements Op {}
  }

  /** Starts the program's tasks. */
  public void start(Lab lab) {
    Mutex.Family mutexes = lab.mutexes;
    Rwsem rwsem = lab.rwsems.of(0);
    for (int id = 0; id < tasks.size(); id++) {
      List<Op> ops = tasks.get(id);
      lab.task(id, () -> ops.forEach(op -> perform(lab, mutexes, rwsem, op)));
    }
  }

  private static void perform(Lab lab, Mutex.Family mutexes, Rwsem rwsem, Op op) {
    switch (op) {
      case Op.Put o -> lab.machine.atomic(() -> lab.cells.set(o.cell(), o.value()));
      case Op.Add o -> lab.machine.atomic(() -> lab.cells.add(o.cell(), o.change()));
      case Op.Twice o ->
          lab.machine.atomic(() -> lab.cells.set(o.cell(), lab.cells.get(o.cell()) * 2));
      case Op.Copy o -> {
        long value = lab.cells.get(o.from());
        lab.machine.atomic(() -> lab.cells.set(o.to(), value));
      }
      case Op.Locked o -> {
        mutexes.of(o.mutex()).lock();
        perform(lab, mutexes, rwsem, o.inside());
        mutexes.of(o.mutex()).unlock();
      }
      case Op.Reading o -> {
        rwsem.downRead();
        perform(lab, mutexes, rwsem, o.inside());
        rwsem.upRead();
      }
      case Op.Writing o -> {
        rwsem.downWrite();
        perform(lab, mutexes, rwsem, o.inside());
        rwsem.upWrite();
      }
      case Op.Sleep o -> lab.timers.sleep(o.duration());
      case Op.Try o -> {
        if (mutexes.of(o.mutex()).trylock()) {
          perform(lab, mutexes, rwsem, o.inside());
          mutexes.of(o.mutex()).unlock();
        }
      }
      case Op.Interrupt o ->
          lab.machine.atomic(() -> {
            int cpu = lab.machine.currentCpu();
            if (!lab.machine.isLive(100 + cpu)) {
              lab.interrupt(100 + cpu, cpu, () -> perform(lab, mutexes, rwsem, o.inside()));
            }
          });
    }
  }
}
