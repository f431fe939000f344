package org.folioscope.vm.waitqueue;

/**
 * What can be set about the wait queues of a machine.
 *
 * @param queues how many there are for all pages
 * @param lockers whether a task that waits for a page lock sleeps in the queue of the page. If not,
 *     it takes the lock in the step that finds it free, which comes to the same for all that page
 *     locks order: a sleeper can always have come later. What is lost is that PG_waiters tells of
 *     it to whoever ends writeback of the page
 * @param unfairness how often who wants a page lock may be overtaken before it is handed over
 *     (vm.page_lock_unfairness)
 * @param falseWaiters whether a task that finds the bit set looks at it once more when it has the
 *     lock of the queue and has set PG_waiters, as the kernel does: if the bit is clear by then it
 *     leaves, and PG_waiters stays set for nobody. If not, it goes to sleep in the step of its
 *     first look
 */
public record WaitOptions(int queues, boolean lockers, int unfairness, boolean falseWaiters) {

  /** The kernel's numbers, page locks without queues, no second look. */
  public static final WaitOptions DEFAULT = new WaitOptions(256, false, 5);

  /** Without a second look. */
  public WaitOptions(int queues, boolean lockers, int unfairness) {
    this(queues, lockers, unfairness, false);
  }

  /** The same with a second look. */
  public WaitOptions withFalseWaiters() {
    return new WaitOptions(queues, lockers, unfairness, true);
  }
}
