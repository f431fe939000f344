package org.folioscope.eventlog.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The old values of changed slots, newest last, kept only while somebody may want to go back. In
 * chunks, each twice as long as the one before and never copied: so the ten-millionth value costs
 * about what the first did.
 */
final class UndoLog {

  private static final int FIRST_CHUNK = 256;

  private final List<Chunk> chunks = new ArrayList<>();
  private Chunk chunk = new Chunk(FIRST_CHUNK);
  private int chunkIndex;

  /** How many places of the chunk are taken; all of those before it are. */
  private int taken;

  private int size;
  private boolean active;

  private static final class Chunk {

    final @Nullable Container[] containers;
    final long[] slots;
    final long[] longs;
    final @Nullable Object[] refs;

    Chunk(int length) {
      containers = new Container[length];
      slots = new long[length];
      longs = new long[length];
      refs = new Object[length];
    }

    int length() {
      return slots.length;
    }
  }

  UndoLog() {
    chunks.add(chunk);
  }

  int start() {
    active = true;
    return size;
  }

  /** Nobody will go back any more: forgets everything and keeps nothing from here on. */
  void stop() {
    active = false;
    chunks.clear();
    chunk = new Chunk(FIRST_CHUNK);
    chunks.add(chunk);
    chunkIndex = 0;
    taken = 0;
    size = 0;
  }

  /** How many old values are kept. */
  int size() {
    return size;
  }

  void record(Container container, long slot, long oldLong, @Nullable Object oldRef) {
    if (!active) {
      return;
    }
    if (taken == chunk.length()) {
      toNextChunk();
    }
    chunk.containers[taken] = container;
    chunk.slots[taken] = slot;
    chunk.longs[taken] = oldLong;
    chunk.refs[taken] = oldRef;
    taken++;
    size++;
  }

  void rollback(int mark) {
    while (size > mark) {
      if (taken == 0) {
        toPreviousChunk();
      }
      taken--;
      size--;
      Objects.requireNonNull(chunk.containers[taken])
          .undo(chunk.slots[taken], chunk.longs[taken], chunk.refs[taken]);
      chunk.refs[taken] = null;
    }
  }

  private void toNextChunk() {
    chunkIndex++;
    if (chunkIndex == chunks.size()) {
      chunks.add(new Chunk(chunk.length() * 2));
    }
    chunk = chunks.get(chunkIndex);
    taken = 0;
  }

  private void toPreviousChunk() {
    chunkIndex--;
    chunk = chunks.get(chunkIndex);
    taken = chunk.length();
  }
}
