package org.folioscope.simulation.lab;

import java.util.List;

/** A small program: what each task does, one operation after the other. */
public record Program(List<List<Op>> tasks) {

  private static final int INTERRUPTS = 100;
  private static final int DEVICES = 200;

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

    /** Has an interrupt do something on the task's CPU, unless one is at it. */
    record Interrupt(Op inside) implements Op {}

    /** Has a device do something, unless it is at work. */
    record Device(Op inside) implements Op {}

    /** Does something with the spinlock held; with interrupts off meanwhile, or not. */
    record Spinning(boolean irq, Op inside) implements Op {}

    /** Does something if the rwsem can be had for reading at once. */
    record TryReading(Op inside) implements Op {}

    /** Waits until a cell has a value. */
    record Await(int cell, long value) implements Op {}

    /** Waits until two cells are equal. */
    record AwaitEqual(int left, int right) implements Op {}

    /** Waits until one cell has a value, and if it has, until another has it too. */
    record AwaitBoth(int first, int second, long value) implements Op {}

    /** Waits until one cell has a value; another one will do. */
    record AwaitEither(int first, int second, long value) implements Op {}

    /** Dies if a cell has a value. */
    record BugIf(int cell, long value) implements Op {}
  }

  /** Starts the program's tasks. */
  public void start(Lab lab) {
    for (int id = 0; id < tasks.size(); id++) {
      List<Op> ops = tasks.get(id);
      lab.task(id, () -> ops.forEach(op -> perform(lab, op)));
    }
  }

  private static void perform(Lab lab, Op op) {
    switch (op) {
      case Op.Put o -> lab.machine.atomic(() -> lab.cells.set(o.cell(), o.value()));
      case Op.Add o -> lab.machine.atomic(() -> lab.cells.add(o.cell(), o.change()));
      case Op.Twice o ->
          lab.machine.atomic(() -> lab.cells.set(o.cell(), lab.cells.get(o.cell()) * 2));
      case Op.Copy o -> {
        long value = lab.cells.get(o.from());
        lab.machine.atomic(() -> lab.cells.set(o.to(), value));
      }
      case Op.Sleep o -> lab.timers.sleep(o.duration());
      case Op.Interrupt o -> interrupt(lab, o.inside());
      case Op.Device o -> device(lab, o.inside());
      case Op.Await o -> lab.await(o.cell(), o.value());
      case Op.AwaitEqual o ->
          lab.machine.await(
              lab.until("equal cells", () -> lab.cells.get(o.left()) == lab.cells.get(o.right())));
      case Op.AwaitBoth o ->
          lab.machine.await(
              lab.until(
                  "both cells",
                  () ->
                      lab.cells.get(o.first()) == o.value()
                          && lab.cells.get(o.second()) == o.value()));
      case Op.AwaitEither o ->
          lab.machine.await(
              lab.until(
                  "either cell",
                  () ->
                      lab.cells.get(o.first()) == o.value()
                          || lab.cells.get(o.second()) == o.value()));
      case Op.BugIf o -> bugIf(lab, o);
      default -> performLocked(lab, op);
    }
  }

  private static void performLocked(Lab lab, Op op) {
    switch (op) {
      case Op.Locked o -> {
        lab.mutexes.of(o.mutex()).lock();
        perform(lab, o.inside());
        lab.mutexes.of(o.mutex()).unlock();
      }
      case Op.Try o -> {
        if (lab.mutexes.of(o.mutex()).trylock()) {
          perform(lab, o.inside());
          lab.mutexes.of(o.mutex()).unlock();
        }
      }
      case Op.Reading o -> {
        lab.rwsems.of(0).downRead();
        perform(lab, o.inside());
        lab.rwsems.of(0).upRead();
      }
      case Op.TryReading o -> {
        if (lab.rwsems.of(0).downReadTrylock()) {
          perform(lab, o.inside());
          lab.rwsems.of(0).upRead();
        }
      }
      case Op.Writing o -> {
        lab.rwsems.of(0).downWrite();
        perform(lab, o.inside());
        lab.rwsems.of(0).upWrite();
      }
      case Op.Spinning o -> spinning(lab, o);
      default -> throw new IllegalArgumentException(op.toString());
    }
  }

  private static void spinning(Lab lab, Op.Spinning op) {
    var lock = lab.spinlocks.of(0);
    if (op.irq()) {
      lock.lockIrq();
      perform(lab, op.inside());
      lock.unlockIrq();
    } else {
      lock.lock();
      perform(lab, op.inside());
      lock.unlock();
    }
  }

  private static void interrupt(Lab lab, Op inside) {
    lab.machine.atomic(() -> {
      int cpu = lab.machine.currentCpu();
      if (!lab.machine.isLive(INTERRUPTS + cpu)) {
        lab.interrupt(INTERRUPTS + cpu, cpu, () -> perform(lab, inside));
      }
    });
  }

  private static void device(Lab lab, Op inside) {
    lab.machine.atomic(() -> {
      int id = DEVICES + lab.machine.currentCpu();
      if (!lab.machine.isLive(id)) {
        lab.device(id, () -> perform(lab, inside));
      }
    });
  }

  private static void bugIf(Lab lab, Op.BugIf op) {
    lab.machine.atomic(() -> {
      if (lab.cells.get(op.cell()) == op.value()) {
        throw lab.reports.bug("bug-of-program", "program", "cell " + op.cell());
      }
    });
  }
}
