package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Context;

/** A task and the locks that it holds, the one that it took last at the end. */
final class Holder {

  final int task;
  final List<HeldLock> held = new ArrayList<>();
  String name;
  Context context = Context.PROCESS;
  int cpu = -1;

  /** What was said of the acquisition that comes next. */
  int subclass;

  boolean trylock;

  Holder(int task) {
    this.task = task;
    this.name = task < 0 ? "machine" : "task";
  }

  void begin(String newName, Context newContext, int newCpu) {
    name = newName;
    context = newContext;
    cpu = newCpu;
    leave();
  }

  void leave() {
    held.clear();
    subclass = 0;
    trylock = false;
  }
}
