package org.folioscope.vm.balance;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** Where kernels throttle those who dirty pages. */
public final class BalancePolicies {

  /** When a buffered write looks at the limits. */
  public enum WriteThrottle {
    /** After each page that it wrote. */
    AFTER_COPY,
    /** Before each page that it is going to write. */
    BEFORE_COPY
  }

  /** What a fault does with mmap_lock while it looks at the limits, and sleeps. */
  public enum FaultThrottle {
    /** Keeps it. */
    LOCK_HELD,
    /** Drops it if it may, and has the caller look up everything again. */
    LOCK_DROPPED_RETRY,
    /** Drops it if it may, and is done. */
    LOCK_DROPPED
  }

  /** When a buffered write looks at the limits. */
  public static final Policy<WriteThrottle> WRITE_THROTTLE =
      Policy.named("write-throttle", WriteThrottle.AFTER_COPY)
          .from(Kernel.LINUX_6_12, WriteThrottle.BEFORE_COPY)
          .help(
              "With limits for dirty pages (`dirty-memory`): does a buffered write look at them"
                  + " after each page or before it? Before, its last page is looked at by the next"
                  + " write")
          .source(
              "mm/filemap.c, generic_perform_write as of 6.1 and 6.12; iomap's loop, which looks"
                  + " before from 6.0 on, is not told apart")
          .build();

  /** What a fault does with mmap_lock meanwhile. */
  public static final Policy<FaultThrottle> FAULT_THROTTLE =
      Policy.named("fault-throttle", FaultThrottle.LOCK_HELD)
          .from(Kernel.LINUX_5_8, FaultThrottle.LOCK_DROPPED_RETRY)
          .from(Kernel.LINUX_6_1, FaultThrottle.LOCK_DROPPED)
          .help(
              "With limits for dirty pages (`dirty-memory`): does a fault that dirtied a page keep"
                  + " mmap_lock while it looks at them, or drop it if its caller allows that, to be"
                  + " tried again or to be done?")
          .source(
              "89b15332af7c, 5.5, drops it; d92725256b4f, 6.0, is done then; both from memory of"
                  + " the releases")
          .build();

  private BalancePolicies() {}

  /** All of them. */
  public static List<Policy<?>> all() {
    return List.of(WRITE_THROTTLE, FAULT_THROTTLE);
  }
}
