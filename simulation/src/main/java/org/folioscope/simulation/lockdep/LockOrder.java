package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the order of locks: the classes, which was wanted while which was held, and how
 * each was used where interrupts matter. It only grows, or goes back to a mark.
 *
 * <p>A path counts only if it is strong: a recursive reader is not held up by a reader, so
 * -(*R)-&gt; followed by -(S*)-&gt; leads nowhere.
 */
public final class LockOrder {

  private final List<String> names = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<Used> used = new ArrayList<>();
  private int capacity = 16;
  private byte[] kinds = new byte[capacity * capacity];
  private byte[] usage = new byte[capacity];
  private boolean[] maps = new boolean[capacity];

  /** A class was used in a way, first seen there. */
  record Used(int lock, Usage usage, Site site) {}

  /** A place to go back to. */
  record Mark(int names, int dependencies, int used) {}

  /** Nothing known yet. */
  public LockOrder() {}

  /** The number of a map, which is new if it was never seen. */
  int map(String name) {
    int lock = lock(name);
    maps[lock] = true;
    return lock;
  }

  boolean isMap(int lock) {
    return maps[lock];
  }

  /** The number of a class, which is new if it was never seen. */
  int lock(String name) {
    for (int i = 0; i < names.size(); i++) {
      // Nearly always it is the very string of the class, so that this costs next to nothing.
      if (names.get(i).equals(name)) {
        return i;
      }
    }
    if (names.size() == capacity) {
      grow();
    }
    names.add(name);
    return names.size() - 1;
  }

  int locks() {
    return names.size();
  }

  String name(int lock) {
    return names.get(lock);
  }

  /** Every dependency, in the order in which they were seen; one of a kind between two classes. */
  List<Dependency> dependencies() {
    return dependencies;
  }

  List<Used> used() {
    return used;
  }

  /** The kinds of dependency from one class to another, as a set of bits. */
  int kinds(int from, int to) {
    return kinds[from * capacity + to];
  }

  boolean knows(int from, int to, int kind) {
    return (kinds[from * capacity + to] & kind) != 0;
  }

  /** Whether anything was wanted while a lock of the class was held. */
  boolean leadsOn(int lock) {
    for (int to = 0; to < names.size(); to++) {
      if (kinds[lock * capacity + to] != 0) {
        return true;
      }
    }
    return false;
  }

  void add(Dependency dependency) {
    kinds[dependency.from() * capacity + dependency.to()] |= (byte) dependency.kind();
    dependencies.add(dependency);
  }

  boolean isUsed(int lock, Usage way) {
    return (usage[lock] & way.bit()) != 0;
  }

  void use(Used way) {
    usage[way.lock()] |= (byte) way.usage().bit();
    used.add(way);
  }

  /** Where the second class was first wanted while the first was held. */
  Site site(int from, int to) {
    for (Dependency dependency : dependencies) {
      if (dependency.from() == from && dependency.to() == to) {
        return dependency.site();
      }
    }
    throw new IllegalArgumentException("no dependency " + name(from) + " -> " + name(to));
  }

  /** Where the class was first used so; null if never. */
  @Nullable Site site(int lock, Usage way) {
    for (Used use : used) {
      if (use.lock() == lock && use.usage() == way) {
        return use.site();
      }
    }
    return null;
  }

  /** Where the class was first used in the first of two ways, or else in the second. */
  Site site(int lock, Usage way, Usage orElse) {
    Site found = site(lock, way);
    return Objects.requireNonNull(found == null ? site(lock, orElse) : found, name(lock));
  }

  /** Where to go back to later. */
  Mark mark() {
    return new Mark(names.size(), dependencies.size(), used.size());
  }

  void rollBack(Mark mark) {
    while (dependencies.size() > mark.dependencies()) {
      Dependency dropped = dependencies.removeLast();
      kinds[dropped.from() * capacity + dropped.to()] &= (byte) ~dropped.kind();
    }
    while (used.size() > mark.used()) {
      Used dropped = used.removeLast();
      usage[dropped.lock()] &= (byte) ~dropped.usage().bit();
    }
    while (names.size() > mark.names()) {
      names.removeLast();
      maps[names.size()] = false;
    }
  }

  private void grow() {
    byte[] old = kinds;
    int size = capacity;
    capacity *= 2;
    kinds = new byte[capacity * capacity];
    for (int row = 0; row < size; row++) {
      System.arraycopy(old, row * size, kinds, row * capacity, size);
    }
    usage = Arrays.copyOf(usage, capacity);
    maps = Arrays.copyOf(maps, capacity);
  }
}
