package org.folioscope.eventlog.state;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A named piece of emulated state with numbered slots. A container belongs to one {@link
 * StateSpace}, which gives it digest, undo, snapshot and access tracking; it changes only while an
 * event is being applied.
 */
public abstract sealed class Container permits LongArray, RefArray, LongMap, Sequence {

  private static final int SLOT_BITS = 40;
  private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

  final StateSpace space;
  private final String name;
  private final long locationBase;
  private final long salt;

  Container(StateSpace space, String name) {
    this.space = space;
    this.name = name;
    this.salt = StableHash.of(name);
    this.locationBase = (long) space.register(this) << SLOT_BITS;
  }

  /** The container's name, unique in its space, for example {@code folio.refcount}. */
  public final String name() {
    return name;
  }

  /** The location of a slot in footprints: unique in the space. Slots are taken modulo 2^40. */
  public final long location(long slot) {
    return locationBase | (slot & SLOT_MASK);
  }

  /**
   * Which container of its space a location belongs to, counted from 0 in the order of their
   * creation. For a location that is no state: a negative number.
   */
  public static int number(long location) {
    return (int) (location >> SLOT_BITS) - 1;
  }

  /**
   * Calls the consumer with the path ({@code name[slot]}) and the readable value of every slot that
   * differs from the default.
   */
  public abstract void forEach(BiConsumer<String, String> consumer);

  abstract void undo(long slot, long oldLong, @Nullable Object oldRef);

  abstract Object copy();

  abstract void restore(Object copy);

  /** Puts every slot back to its default. */
  abstract void clear();

  /** Puts every slot back to its default as an event does it: noticed, and undone with it. */
  abstract void reset();

  final void reading(long slot) {
    AccessListener listener = space.listener();
    if (listener != null) {
      listener.read(location(slot));
    }
  }

  final void writing(long slot) {
    space.requireApplying(this);
    AccessListener listener = space.listener();
    if (listener != null) {
      listener.write(location(slot));
    }
  }

  final void adding(long slot) {
    space.requireApplying(this);
    AccessListener listener = space.listener();
    if (listener != null) {
      listener.add(location(slot));
    }
  }

  /** What one slot adds to the digest; a default value must not be passed. */
  final long contribution(long slot, long valueHash) {
    return StableHash.mix(salt + StableHash.mix(slot * 0x9E3779B97F4A7C15L + 1) * 31 + valueHash);
  }

  final String path(long slot) {
    return name + "[" + slot + "]";
  }
}
