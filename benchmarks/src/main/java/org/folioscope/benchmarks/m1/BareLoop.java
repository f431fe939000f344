package org.folioscope.benchmarks.m1;

import java.util.Arrays;
import java.util.List;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.coroutine.Coroutine;
import org.folioscope.simulation.coroutine.Coroutines;

/**
 * {@link M1} with pins on coroutines and plain fields, under random schedules, and nothing else: no
 * events, no undo, no digest, no footprints. What is left is the price of coroutines.
 */
final class BareLoop {

  private static final int BATCH = 1_000;
  private static final int NOBODY = -1;

  private static final int BUFFERS = 0;
  private static final int DIRTY = 1;
  private static final int WRITE_MAPPED = 2;
  private static final int WRITEBACK = 3;
  private static final int REFERENCES = 4;
  private static final int PINS = 5;
  private static final int DATA = 6;

  private final Actor[] actors = new Actor[3];
  private final Actor[] runnable = new Actor[3];
  private final long[] page = new long[DATA + 2];
  private int owner;
  private long random;

  /** One actor: what it runs on and whether it asks for the lock. */
  private static final class Actor {
    final int id;
    final Coroutine coroutine;
    boolean wantsLock;

    Actor(int id, Coroutine coroutine) {
      this.id = id;
      this.coroutine = coroutine;
    }
  }

  /** Executes some times and says how often. */
  long batch() {
    for (int i = 0; i < BATCH; i++) {
      execute();
    }
    return BATCH;
  }

  private void execute() {
    Arrays.fill(page, 0);
    owner = NOBODY;
    List<Runnable> parts = List.of(this::directIo, this::writeback, this::reclaim);
    for (int id = 0; id < actors.length; id++) {
      actors[id] = new Actor(id, Coroutines.CONTINUATION.create(parts.get(id)));
      actors[id].coroutine.resume();
    }
    for (int count = offer(); count > 0; count = offer()) {
      runnable[below(count)].coroutine.resume();
    }
  }

  private int offer() {
    int count = 0;
    for (Actor actor : actors) {
      if (!actor.coroutine.ended() && !(actor.wantsLock && owner != NOBODY)) {
        runnable[count++] = actor;
      }
    }
    return count;
  }

  private int below(int bound) {
    random += 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(StableHash.mix(random), bound);
  }

  private void directIo() {
    lock(0);
    page[BUFFERS] = 1;
    page[DIRTY] = 1;
    page[WRITE_MAPPED] = 1;
    page[REFERENCES]++;
    page[PINS]++;
    owner = NOBODY;
    store(0);
    store(1);
    lock(0);
    if (page[BUFFERS] == 0) {
      throw new IllegalStateException("page has no buffers");
    }
    page[DIRTY] = 1;
    page[REFERENCES]--;
    page[PINS]--;
    owner = NOBODY;
  }

  private void store(int half) {
    actors[0].coroutine.suspend();
    page[DATA + half] = 1;
  }

  private void writeback() {
    lock(1);
    boolean started = page[DIRTY] != 0;
    if (started) {
      page[WRITE_MAPPED] = 0;
      page[DIRTY] = 0;
      page[WRITEBACK] = 1;
    }
    owner = NOBODY;
    if (started) {
      lock(1);
      page[WRITEBACK] = 0;
      owner = NOBODY;
    }
  }

  private void reclaim() {
    lock(2);
    if (page[DIRTY] == 0 && page[WRITEBACK] == 0 && page[PINS] == 0) {
      page[BUFFERS] = 0;
    }
    owner = NOBODY;
  }

  private void lock(int actor) {
    Actor me = actors[actor];
    me.wantsLock = true;
    me.coroutine.suspend();
    me.wantsLock = false;
    owner = me.id;
  }
}
