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
    /** Nothing of a page of one block; the extents are looked up when the page is written. */
    IOMAP
  }

  /** What iomap keeps about the blocks of a page that has several. */
  enum BlockState {
    /** Which are valid; who makes the page dirty sees to it, and writeback counts on it. */
    ATTACHED,
    /** Which are valid; writeback makes up for it where it is missing. */
    REBUILT,
    /** Which are valid and which are dirty. */
    DIRTY_BLOCKS
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

  static final Policy<BlockState> BLOCK_STATE =
      Policy.named("xfs-block-state", BlockState.ATTACHED)
          .from(Kernel.LINUX_5_15, BlockState.REBUILT)
          .from(Kernel.LINUX_6_12, BlockState.DIRTY_BLOCKS)
          .help(
              "What does iomap know of the blocks of a page that has several, and what if it has"
                  + " been forgotten when the page is written?")
          .source(
              "8e1bcef8e18d, Wilcox, 5.14; per-block dirty state, Harjani, 6.6. Needs"
                  + " xfs-page-state=iomap and blocks below a page")
          .build();

  static final List<Policy<?>> ALL = List.of(PAGE_STATE, WRITEPAGE, BLOCK_STATE);

  private XfsPolicies() {}
}
