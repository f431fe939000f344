package org.folioscope.vm.waitqueue;

import java.util.function.IntConsumer;

/** The bits of pages as the wait queues see them. Everything but the owners is part of a step. */
public interface PageBits {

  /** Whether the bit is set. */
  boolean isSet(int page, WaitBit bit);

  /** Sets a clear bit on behalf of a task, which owns it from then on. */
  void set(int page, WaitBit bit, int task);

  /** Whether somebody may wait for a bit of the page (PG_waiters). */
  boolean hasWaiters(int page);

  /** Sets PG_waiters. */
  void setWaiters(int page);

  /** Clears PG_waiters, whoever the page belongs to by now. */
  void clearWaiters(int page);

  /** What a task waits for, in the kernel's words. */
  String nameOf(int page, WaitBit bit);

  /** Names the tasks that own the bit; none if nobody in particular does. */
  void owners(int page, WaitBit bit, IntConsumer tasks);
}
