package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;

/** What a scenario can set about the emulated machine. Each is part of a verdict's grain. */
public enum MachineOption {
  /** {@code on} or {@code off}: bad-page checks when a page is freed. */
  DEBUG_VM("debug-vm", "on|off"),
  /** {@code lifo} or {@code any}: which free page is used next. */
  ALLOCATOR("allocator", "lifo|any"),
  /** A number: how many wait queues all pages share; 1 makes strangers share one. */
  WAITQUEUES("waitqueues", "NUMBER"),
  /** {@code direct} or {@code queued}: whether tasks wait for page locks in these queues too. */
  LOCK_WAITS("lock-waits", "direct|queued"),
  /** How often a task that waits for a page lock may be overtaken before it is handed over. */
  PAGE_LOCK_UNFAIRNESS("page-lock-unfairness", "0|1|2|5"),
  /**
   * {@code on} or {@code off}: whether a task can set PG_waiters and leave, the bit being clear by
   * then.
   */
  FALSE_WAITERS("false-waiters", "on|off"),
  /** {@code 1}, {@code 2} or {@code 8}: device steps for a page. */
  DMA("dma", "1|2|8"),
  /** {@code 1024}, {@code 2048} or {@code 4096}: the filesystem's block size in bytes. */
  BLOCK_SIZE("block-size", "1K|2K|4K"),
  /** {@code on} or {@code off}: whether files are reached without a page cache. */
  DAX("dax", "on|off"),
  /**
   * {@code on} or {@code off}: whether the device asks that pages stay unchanged under writeback.
   */
  STABLE_PAGES("stable-pages", "on|off"),
  /**
   * {@code plain}, {@code dif}, {@code parity} or {@code datasum}: what becomes of the bytes of a
   * write beside being stored.
   */
  DEVICE("device", "plain|dif|parity|datasum"),
  /** {@code submitter}, {@code idle} or {@code any}: the CPU on which a completion interrupts. */
  INTERRUPTS("interrupts", "submitter|idle|any"),
  /** A number: how many times a periodic kernel thread may run. */
  PERIODS("periods", "NUMBER"),
  /** A size: how large the device is. */
  DEVICE_SIZE("device-size", "NUMBER"),
  /** {@code on} or {@code off}: whether a power cut may tear a block between its sectors. */
  TORN_WRITES("torn-writes", "on|off"),
  /** {@code on} or {@code off}: whether the order of locks is watched. */
  LOCKDEP("lockdep", "on|off"),
  /**
   * A number: how many pages of anonymous memory can be swapped out; none unless said otherwise.
   */
  SWAP("swap", "NUMBER"),
  /** A number: of how many pages of memory the limits for dirty ones are a part; none if absent. */
  DIRTY_MEMORY("dirty-memory", "NUMBER"),
  /** A number: after how many pages that it dirtied a task looks at these limits. */
  DIRTY_RATELIMIT("dirty-ratelimit", "NUMBER");

  private static final String ANY_NUMBER = "NUMBER";

  private final String key;
  private final String choices;

  MachineOption(String key, String choices) {
    this.key = key;
    this.choices = choices;
  }

  /** The name in scenario files: {@code debug-vm}. */
  public String key() {
    return key;
  }

  /** The values it can have, as files write them; empty for any number from 1 on. */
  public Vector<String> choices() {
    return choices.equals(ANY_NUMBER) ? Vector.empty() : Vector.of(choices.split("\\|", -1));
  }

  static Vector<String> keys() {
    return Vector.of(values()).map(MachineOption::key);
  }

  static Option<MachineOption> named(String key) {
    return Vector.of(values()).find(option -> option.key.equals(key));
  }

  /** The value in canonical form, or what would be right. */
  Either<String, String> canonical(String written) {
    Option<Long> number = Literals.size(written).toOption();
    if (choices.equals(ANY_NUMBER)) {
      return number
          .filter(n -> n >= 1)
          .map(String::valueOf)
          .toEither("expected a number from 1 on");
    }
    Vector<String> canonical = choices().map(MachineOption::decimal);
    String asked = number.map(String::valueOf).getOrElse(written);
    return canonical.contains(asked)
        ? Either.right(asked)
        : Either.left("expected " + choices().mkString(" or "));
  }

  private static String decimal(String value) {
    return Literals.size(value).map(String::valueOf).getOrElse(value);
  }
}
