package org.folioscope.eventlog.state;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All emulated state of one machine: the containers, the digest over them, undo, and the gate which
 * lets values change only while an event is being applied. Used by one thread at a time.
 */
public final class StateSpace {

  private final List<Container> containers = new ArrayList<>();
  private final SortedMap<String, Container> byName = new TreeMap<>();
  private final UndoLog undo = new UndoLog();
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> durable = new ArrayList<>();
  private @Nullable AccessListener listener;
  private long digest;
  private int applying;

  /**
   * A place to go back to with {@link #rollback}.
   *
   * @param depth how many marks were open when this one was taken
   * @param undoPosition how many old values were kept
   * @param digest the digest
   */
  public record Mark(int depth, int undoPosition, long digest) {}

  /** A copy of every value, independent of undo. */
  public record Snapshot(List<Object> values, long digest) {}

  /** An array of numbers (also flags, enum ordinals, ids), all 0 at first. */
  public LongArray longs(String name) {
    return new LongArray(this, name);
  }

  /** A single number, 0 at first. */
  public LongCell cell(String name) {
    return new LongCell(longs(name));
  }

  /** An array of immutable values, all null at first. */
  public <T> RefArray<T> refs(String name) {
    return new RefArray<>(this, name);
  }

  /** An ordered map from numbers to immutable values, empty at first. */
  public <T> LongMap<T> map(String name) {
    return new LongMap<>(this, name);
  }

  /** An ordered list of distinct numbers, empty at first. */
  public Sequence sequence(String name) {
    return new Sequence(this, name);
  }

  /**
   * Says that the containers whose names begin so are on a medium: they keep their values when the
   * power goes. A filesystem says it of its metadata.
   */
  public void durable(String prefix) {
    durable.add(prefix);
  }

  /**
   * The power goes: all that is not durable is as it was at first. Only while an event is applied.
   */
  public void losePower() {
    for (Container container : containers) {
      if (durable.stream().noneMatch(container.name()::startsWith)) {
        container.reset();
      }
    }
  }

  /**
   * The digest of all state: equal states have equal digests in every process, whatever way led
   * there.
   */
  public long digest() {
    return digest;
  }

  /**
   * Starts keeping old values and returns the place to come back to. Marks nest; going back to one
   * drops the later ones. Old values are kept, and cost memory, until the first mark is released.
   */
  public Mark mark() {
    Mark mark = new Mark(marks.size(), undo.start(), digest);
    marks.add(mark);
    return mark;
  }

  /**
   * Undoes every change since the mark, which stays open.
   *
   * @throws IllegalStateException when the mark is not open any more
   */
  public void rollback(Mark mark) {
    requireOpen(mark);
    drop(mark.depth() + 1);
    undo.rollback(mark.undoPosition());
    digest = mark.digest();
  }

  /**
   * Gives up the way back to the mark, and to the later ones. With the first mark go all old
   * values.
   *
   * @throws IllegalStateException when the mark is not open any more
   */
  public void release(Mark mark) {
    requireOpen(mark);
    drop(mark.depth());
    if (marks.isEmpty()) {
      undo.stop();
    }
  }

  /** Copies every value. */
  public Snapshot snapshot() {
    return new Snapshot(containers.stream().map(Container::copy).toList(), digest);
  }

  /**
   * Puts every value back as it was; containers that came later become empty, and all marks are
   * released.
   *
   * @throws IllegalArgumentException when the snapshot is of another space, with more containers
   */
  public void restore(Snapshot snapshot) {
    int known = snapshot.values().size();
    if (known > containers.size()) {
      throw new IllegalArgumentException(
          "a snapshot of " + known + " containers, here are " + containers.size());
    }
    for (int i = 0; i < containers.size(); i++) {
      if (i < known) {
        containers.get(i).restore(snapshot.values().get(i));
      } else {
        containers.get(i).clear();
      }
    }
    marks.clear();
    undo.stop();
    digest = snapshot.digest();
  }

  /** Every value that differs from its default, by path, in the order of the paths. */
  public SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    for (Container container : containers) {
      container.forEach(values::put);
    }
    return values;
  }

  /** The containers in the order of their creation. */
  public List<Container> containers() {
    return List.copyOf(containers);
  }

  /** Installs the listener, or none. */
  public void listen(@Nullable AccessListener newListener) {
    listener = newListener;
  }

  /** The installed listener, if any. */
  public @Nullable AccessListener listener() {
    return listener;
  }

  /** Opens the gate for changes: an event is being applied. */
  public void beginApply() {
    applying++;
  }

  /** Closes the gate again. */
  public void endApply() {
    applying--;
  }

  /** How many old values are kept for the open marks. */
  int undoSize() {
    return undo.size();
  }

  private void requireOpen(Mark mark) {
    if (mark.depth() >= marks.size() || marks.get(mark.depth()) != mark) {
      throw new IllegalStateException("the mark is not open any more");
    }
  }

  private void drop(int depth) {
    while (marks.size() > depth) {
      marks.removeLast();
    }
  }

  int register(Container container) {
    if (byName.putIfAbsent(container.name(), container) != null) {
      throw new IllegalArgumentException("two containers named " + container.name());
    }
    containers.add(container);
    return containers.size();
  }

  void requireApplying(Container container) {
    if (applying == 0) {
      throw new IllegalStateException(
          container.name() + " may change only while an event is applied");
    }
  }

  void record(
      Container container, long slot, long oldLong, @Nullable Object oldRef, long digestChange) {
    undo.record(container, slot, oldLong, oldRef);
    digest += digestChange;
  }
}
