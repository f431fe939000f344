package org.folioscope.vm.waitqueue;

/**
 * What can be set about the wait queues of a machine.
 *
 * @param queues how many there are for all pages
 * @param unfairness how often who wants a bit may be overtaken before it is handed over
 *     (vm.page_lock_unfairness)
 */
public record WaitOptions(int queues, int unfairness) {

  /** As the kernel has it. */
  public static final WaitOptions DEFAULT = new WaitOptions(256, 5);
}
