package org.folioscope.vm.dax;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** What kernels do differently about files whose blocks are memory. */
public final class DaxPolicies {

  /** What happens before blocks of a DAX file are freed or moved. */
  public enum LayoutChange {
    /** Nobody asks who refers to them. */
    IGNORE,
    /** The file is unmapped, and each page waited for until only the kernel itself refers to it. */
    WAIT_FOR_REFERENCES
  }

  /** Whether layout changes wait for references. */
  public static final Policy<LayoutChange> LAYOUT_CHANGE =
      Policy.named("layout-change", LayoutChange.IGNORE)
          .from(Kernel.LINUX_5_8, LayoutChange.WAIT_FOR_REFERENCES)
          .help(
              "Do truncation and punching of DAX files wait until nobody refers to the pages?"
                  + " (pin:P6)")
          .source(
              "Williams, 2018-01-03; XFS 4.18, ext4 4.19. New references are kept off by unmapping"
                  + " and invalidate_lock, not by a gate of their own as in the mail")
          .build();

  private DaxPolicies() {}
}
