package org.folioscope.vm.lease;

import org.folioscope.simulation.policy.Policy;

/** What becomes of leases that nobody gives back. */
public final class LeasePolicies {

  /** What happens when a holder was asked and the time is over. */
  public enum Expired {
    /** Who wanted to change the layout is told EBUSY. */
    FAIL_OPERATION,
    /** What the holder holds is taken from it, as its exit would. */
    KILL_HOLDER
  }

  /** The last resort against the holder of a layout lease. */
  public static final Policy<Expired> EXPIRED =
      Policy.named("lease-break-expired", Expired.FAIL_OPERATION)
          .help(
              "What if the holder of a layout lease does not let go in time: does the truncation"
                  + " fail, or is the holder killed? Means something with longterm-on-files=lease"
                  + " (pin:P4)")
          .source("not settled in the threads of 2018 and 2022")
          .build();

  private LeasePolicies() {}
}
