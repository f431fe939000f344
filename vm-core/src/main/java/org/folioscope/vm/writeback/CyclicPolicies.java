package org.folioscope.vm.writeback;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** How the flusher's passes over one file follow one another. */
public final class CyclicPolicies {

  /** What a pass does at the end of the file, and what it leaves to the next one. */
  public enum Cycle {
    /** It goes on at the beginning; the next one begins at the page that was the last. */
    WRAP,
    /** It ends; the next one begins at the beginning, or at the page that used the slice up. */
    STOP,
    /** The same, but behind the page that used the slice up, and no fsync changes that. */
    STOP_BEHIND
  }

  /** Where a background pass of write_cache_pages begins and ends. */
  public static final Policy<Cycle> CYCLE =
      Policy.named("writeback-cycle", Cycle.WRAP)
          .from(Kernel.LINUX_5_8, Cycle.STOP)
          .from(Kernel.LINUX_6_12, Cycle.STOP_BEHIND)
          .help(
              "Does a background pass over the dirty pages of a file that begins in the middle go"
                  + " on at the beginning of the file, or is that the next one's business? And does"
                  + " the next one begin at the page that used the slice up, or behind it? ext4's"
                  + " own loop always goes on and begins behind it")
          .source(
              "64081362e8ff, Chinner, 4.20: pages locked in descending order deadlocked;"
                  + " writeback_iter: Hellwig, 6.9; both releases are inferred")
          .build();

  private CyclicPolicies() {}
}
