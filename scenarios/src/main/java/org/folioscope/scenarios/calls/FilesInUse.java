package org.folioscope.scenarios.calls;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.StateSpace;

/**
 * Which open files the calls in flight work on: a reference for each (fdget), so that a file that
 * is closed meanwhile is released by the last of them (fput). Open files go by their slots.
 */
final class FilesInUse {

  /** sendfile works on two. */
  private static final int MOST = 2;

  private final LongArray ofTask;
  private final LongArray calls;
  private final LongArray kept;

  FilesInUse(StateSpace space) {
    ofTask = space.longs("task.files");
    calls = space.longs("fd.calls");
    kept = space.longs("fd.closed-inode");
  }

  /** The slots of a task's call. */
  List<Integer> of(int task) {
    List<Integer> slots = new ArrayList<>();
    for (int which = 0; which < MOST; which++) {
      int slot = ofTask.getInt(task * MOST + which) - 1;
      if (slot >= 0) {
        slots.add(slot);
      }
    }
    return slots;
  }

  /** Whether some call works on it. */
  boolean isUsed(int slot) {
    return calls.get(slot) != 0;
  }

  /** Whether its descriptor is closed while a call works on it. */
  boolean isKept(int slot) {
    return kept.get(slot) != 0;
  }

  /** The inode of such a file. */
  int inode(int slot) {
    return kept.getInt(slot);
  }

  void got(int task, int slot) {
    for (int which = 0; which < MOST; which++) {
      int place = task * MOST + which;
      if (ofTask.get(place) == 0) {
        ofTask.set(place, slot + 1);
        calls.add(slot, 1);
        return;
      }
    }
    throw new IllegalStateException("a call works on more than " + MOST + " files");
  }

  void put(int task, int slot) {
    for (int which = 0; which < MOST; which++) {
      int place = task * MOST + which;
      if (ofTask.get(place) == slot + 1) {
        ofTask.set(place, 0);
        calls.add(slot, -1);
        return;
      }
    }
    throw new IllegalStateException("task " + task + " works on no such file");
  }

  void kept(int slot, int inode) {
    kept.set(slot, inode);
  }
}
