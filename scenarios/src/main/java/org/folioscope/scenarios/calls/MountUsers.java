package org.folioscope.scenarios.calls;

import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.machine.Emitter;

/**
 * How many calls are on their way to a file by its name, each with a reference to the mount, and
 * whether the mount is gone from the tree of names. Kept only where a scenario unmounts.
 */
final class MountUsers {

  private static final int CALLS = 0;
  private static final int GONE = 1;

  private final LongArray mount;
  private final Emitter<CallEvent> events;

  MountUsers(StateSpace space, Emitter<CallEvent> events) {
    this.mount = space.longs("mount.users");
    this.events = events;
  }

  /** Whether some call holds the mount. Only inside a step. */
  boolean hasCalls() {
    return mount.get(CALLS) != 0;
  }

  /** A task's call holds the mount, if it is still there. Only inside a step. */
  boolean get(int task) {
    if (mount.get(GONE) != 0) {
      return false;
    }
    events.emit(new CallEvent.MountGot(task));
    return true;
  }

  /** The call is done with it. Only inside a step. */
  void put(int task) {
    events.emit(new CallEvent.MountPut(task));
  }

  /** No call finds the mount from here on. Only inside a step. */
  void leave(int task) {
    events.emit(new CallEvent.MountLeft(task));
  }

  /** What events about the mount say. */
  void apply(CallEvent event) {
    if (event instanceof CallEvent.MountLeft) {
      mount.set(GONE, 1);
    } else {
      mount.add(CALLS, event instanceof CallEvent.MountGot ? 1 : -1);
    }
  }
}
