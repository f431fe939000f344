package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.iomap.IomapState;

/**
 * Blocks with fs/iomap's state, as from 4.19. A page of one block has none. What has to be written
 * is, up to 6.5, every valid block of a dirty page, and from then on every dirty one.
 */
@Singleton
final class XfsIomap implements BlockStates {

  private final Machine machine;
  private final Reports reports;
  private final Dirtying dirtying;
  private final IomapState states;
  private final int perPage;
  private final XfsPolicies.BlockState policy;

  @Inject
  XfsIomap(
      Machine machine,
      Reports reports,
      Dirtying dirtying,
      IomapState states,
      FormatOptions options,
      Policies policies) {
    this.machine = machine;
    this.reports = reports;
    this.dirtying = dirtying;
    this.states = states;
    this.perPage = Folio.SIZE / options.blockSize();
    this.policy = policies.get(XfsPolicies.BLOCK_STATE);
  }

  @Override
  public void reading(Folio folio, boolean whole) {
    machine.atomic(() -> states.attach(folio));
  }

  /** A page that is written as a whole, or is valid as a whole, may do without. */
  @Override
  public void preparing(Folio folio, int first, List<XfsExtent> extents) {
    boolean needed =
        switch (policy) {
          case ATTACHED -> true;
          case REBUILT -> !folio.is(PageFlag.UPTODATE);
          case DIRTY_BLOCKS -> extents.size() < perPage;
        };
    if (needed) {
      states.attach(folio);
    }
  }

  @Override
  public boolean isValid(Folio folio, int block) {
    return states.isValid(folio, block);
  }

  @Override
  public void setValid(Folio folio, int first, int last) {
    states.setValid(folio, first, last);
  }

  @Override
  public void written(Folio folio, int first, int last) {
    states.setValid(folio, first, last);
    if (policy == XfsPolicies.BlockState.DIRTY_BLOCKS) {
      states.setDirty(folio, first, last);
    }
  }

  /** There is always a way to say that all blocks are dirty (iomap_dirty_folio). */
  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    if (perPage > 1 && policy == XfsPolicies.BlockState.DIRTY_BLOCKS) {
      machine.atomic(() -> {
        states.attach(folio);
        states.setDirty(folio, 0, perPage - 1);
      });
    }
    return dirtying.filemapDirtyFolio(inode, folio);
  }

  @Override
  public Selection toWrite(Folio folio, int inside) {
    boolean counted = states.has(folio) || policy != XfsPolicies.BlockState.ATTACHED;
    if (!counted) {
      reports.warnOnce(
          "warn-dirty-folio-without-block-state",
          "iomap_writepage_map",
          "WARNING at fs/iomap/buffered-io.c iomap_writepage_map: page of several blocks has no"
              + " iomap_page");
    } else if (!states.has(folio)) {
      states.attach(folio);
      states.setDirty(folio, 0, inside - 1);
    }
    List<Integer> blocks =
        IntStream.range(0, inside).filter(block -> isToWrite(folio, block)).boxed().toList();
    return new Selection(blocks, counted);
  }

  private boolean isToWrite(Folio folio, int block) {
    return policy == XfsPolicies.BlockState.DIRTY_BLOCKS
        ? states.isDirty(folio, block)
        : states.isValid(folio, block);
  }

  /** All blocks, as also such are dirty that nothing will ever write. */
  @Override
  public void submitted(Folio folio, List<XfsPlace> places) {
    states.clearDirty(folio);
  }

  @Override
  public boolean release(Folio folio) {
    return machine.atomicGet(() -> {
      if (folio.is(PageFlag.DIRTY)) {
        return false;
      }
      states.free(folio);
      return true;
    });
  }

  /** A part of a page changes nothing (iomap_invalidate_folio). */
  @Override
  public void invalidate(Folio folio, int offset, int length) {
    if (length == Folio.SIZE) {
      machine.atomic(() -> states.free(folio));
    }
  }
}
