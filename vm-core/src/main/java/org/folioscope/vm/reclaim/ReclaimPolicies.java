package org.folioscope.vm.reclaim;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** What reclaim does differently from kernel to kernel. */
public final class ReclaimPolicies {

  /** Whether reclaim looks at pins. */
  public enum Pins {
    /** A pinned page is treated like any other with an extra reference. */
    IGNORE,
    /**
     * A page that may be pinned is activated after unmapping, before it is written or its private
     * data released.
     */
    RESPECT
  }

  /** Whether reclaim leaves pages alone that may be pinned. */
  public static final Policy<Pins> PINS =
      Policy.named("reclaim-pins", Pins.IGNORE)
          .from(Kernel.LINUX_6_12, Pins.RESPECT)
          .only(Kernel.DEBIAN_6_1, Pins.RESPECT)
          .extendedBy(PinnedFolios.class)
          .help("Does reclaim leave pages alone that may be pinned for DMA? (pin:U2, pin:P7)")
          .source("d824ec2a1546, 6.4; the idea of counting external users: Chinner, 2018-01-04")
          .build();

  /** What dropping caches does with a page that somebody refers to. */
  public enum EvictReferenced {
    /** If it is not mapped, its private data are released before that is found out. */
    TRY,
    /** It is left whole. */
    LEAVE
  }

  /** Whether dropping caches looks at references before it releases private data. */
  public static final Policy<EvictReferenced> EVICT =
      Policy.named("evict-referenced", EvictReferenced.TRY)
          .from(Kernel.LINUX_6_1, EvictReferenced.LEAVE)
          .help(
              "Does dropping caches leave a clean, unmapped page whole that somebody refers to, or"
                  + " try to take it, so that it loses its buffers? (pin:R-d)")
          .source("e41c81d0d30e, Wilcox, 5.18")
          .build();

  /** How reclaim gives back the lock of a page that it frees. */
  public enum LastUnlock {
    /** It just clears the bit: without a reference nobody can wait. */
    CLEAR,
    /** As everybody: who waits without a reference is woken. */
    WAKE
  }

  /** Whether reclaim wakes who waits for the lock of a page that it frees. */
  public static final Policy<LastUnlock> LAST_UNLOCK =
      Policy.named("reclaim-unlock", LastUnlock.CLEAR)
          .from(Kernel.LINUX_5_8, LastUnlock.WAKE)
          .help("Does reclaim wake who waits for the lock of a page that it is about to free?")
          .source("9a1ea439b16b, Dickins, 5.0, with the waits that hold no reference")
          .build();

  private ReclaimPolicies() {}
}
