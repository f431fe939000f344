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

  private ReclaimPolicies() {}
}
