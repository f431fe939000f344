package org.folioscope.scenarios.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.simulation.report.Kind;

/** What people argue about when they choose a fix: what interleavings may come to. */
public enum Argument {
  /** A page is dirty, and its filesystem does not know. */
  DIRTY_WITHOUT_BUFFERS("dirty without buffers"),
  /** The device saw bytes change that it was reading. */
  UNSTABLE_UNDER_WRITEBACK("unstable bytes during writeback", Kind.CHECKSUM),
  /** Bytes that a program stored are gone. */
  DATA_LOST("data lost", Kind.DATA_LOSS),
  /** Bytes are where they do not belong. */
  DATA_FOREIGN("data of somebody else", Kind.CORRUPTION),
  /** A task waits for ever. */
  HANGS("hangs", Kind.HANG, Kind.DEADLOCK),
  /** The order of locks can deadlock. */
  LOCK_ORDER("lock order that can deadlock", Kind.LOCKDEP),
  /** The kernel stops. */
  STOPS("the kernel stops at a BUG", Kind.BUG),
  /** Memory is used after it was given back. */
  USED_AFTER_FREE("memory used after it was freed", Kind.USE_AFTER_FREE),
  /** Something was not given back. */
  LEAKS("something is not given back", Kind.LEAK);

  private static final String WITHOUT_BUFFERS = "without-buffers";

  private final String label;
  private final List<Kind> kinds;

  Argument(String label, Kind... kinds) {
    this.label = label;
    this.kinds = List.of(kinds);
  }

  /** The words for people. */
  public String label() {
    return label;
  }

  /** The name for programs, for example {@code dirty-without-buffers}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many executions came to it, what else they came to. */
  public long executions(Explored explored) {
    return explored.found().stream()
        .filter(found -> found.outcome().ids().stream().anyMatch(id -> isAbout(explored, id)))
        .mapToLong(Explored.Found::count)
        .sum();
  }

  /** All of them. */
  public static List<Argument> all() {
    return Arrays.asList(values());
  }

  private boolean isAbout(Explored explored, String id) {
    Kind kind = explored.reached().kinds().get(id);
    return this == DIRTY_WITHOUT_BUFFERS
        ? id.endsWith(WITHOUT_BUFFERS)
        : kind != null && kinds.contains(kind);
  }
}
