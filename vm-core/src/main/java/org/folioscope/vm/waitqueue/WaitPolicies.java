package org.folioscope.vm.waitqueue;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** How kernels wait for a bit of a page. */
public final class WaitPolicies {

  /** Who decides that a wait is over. */
  public enum PageWait {
    /**
     * The waiter: it looks at the bit again when woken, and sleeps again if it is set. Who wakes
     * stops when the bit is set.
     */
    OLD,
    /**
     * The waker: whoever waits for a clear bit and is woken leaves without another look. Who wants
     * the bit is overtaken five times at most, then it is handed over.
     */
    NEW
  }

  /** How a task waits for a bit of a page. */
  public static final Policy<PageWait> PAGE_WAIT =
      Policy.named("page-wait", PageWait.OLD)
          .from(Kernel.LINUX_5_9, PageWait.NEW)
          .help("Does a task that was woken look at the bit again? (wait:old, wait:new)")
          .source(
              "2a9127fcf229, Torvalds, 5.9, tuned by 5ef64cc8987a; that it came with 5.9 is"
                  + " inferred from its merge window")
          .build();

  private WaitPolicies() {}
}
