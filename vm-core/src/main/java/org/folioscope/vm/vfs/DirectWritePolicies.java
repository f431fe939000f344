package org.folioscope.vm.vfs;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** What direct writes do differently from kernel to kernel. */
public final class DirectWritePolicies {

  /** What fs/iomap does when a page of the range cannot be taken out of the cache before. */
  public enum StaleCache {
    /** It says so and writes past the page all the same. */
    WARN,
    /** It leaves the write to the page cache, as fs/direct-io.c always did. */
    FALL_BACK
  }

  /** Whether a page that stays in the cache keeps fs/iomap from writing directly. */
  public static final Policy<StaleCache> STALE_CACHE =
      Policy.named("stale-cache", StaleCache.WARN)
          .from(Kernel.LINUX_5_9, StaleCache.FALL_BACK)
          .help(
              "What does a direct write by fs/iomap do when a page of its range cannot be taken out"
                  + " of the cache: warn and write past it, or leave the write to the cache?")
          .source("60263d5889e6, Wong, 5.9")
          .build();

  private DirectWritePolicies() {}
}
