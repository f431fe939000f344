package org.folioscope.xfs;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** What XFS does differently from kernel to kernel. */
final class XfsPolicies {

  /** What XFS keeps about the blocks of a page. */
  enum PageState {
    /** Buffer heads, without which its writeback cannot do. */
    BUFFER_HEADS,
    /** Nothing, when a page is one block: the extents are looked up when the page is written. */
    IOMAP
  }

  /** Something is there or not. */
  enum Switch {
    OFF,
    ON
  }

  static final Policy<PageState> PAGE_STATE =
      Policy.named("xfs-page-state", PageState.BUFFER_HEADS)
          .from(Kernel.LINUX_5_8, PageState.IOMAP)
          .help("Does XFS attach buffer heads to pages, and need them at writeback?")
          .source("the removal of buffer heads, Hellwig, 4.19")
          .build();

  static final Policy<Switch> WRITEPAGE =
      Policy.named("xfs-writepage", Switch.ON)
          .from(Kernel.LINUX_5_15, Switch.OFF)
          .help("Can reclaim have XFS write a single page?")
          .source("21b4ee7029c9, about 5.15")
          .build();

  static final List<Policy<?>> ALL = List.of(PAGE_STATE, WRITEPAGE);

  private XfsPolicies() {}
}
