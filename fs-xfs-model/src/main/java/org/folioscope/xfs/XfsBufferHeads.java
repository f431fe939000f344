package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;

/** Blocks with buffer heads, as XFS had them up to 4.18. */
@Singleton
final class XfsBufferHeads implements BlockStates {

  private final Machine machine;
  private final BufferHeads buffers;
  private final int blockSize;

  @Inject
  XfsBufferHeads(Machine machine, BufferHeads buffers, FormatOptions options) {
    this.machine = machine;
    this.buffers = buffers;
    this.blockSize = options.blockSize();
  }

  /** Gives a locked folio buffers if it has none. */
  void attach(Folio folio) {
    if (!machine.nowGet(() -> buffers.has(folio))) {
      buffers.createEmpty(folio, blockSize);
    }
  }

  /** A page that lies in one piece needs none (do_mpage_readpage, block_read_full_page). */
  @Override
  public void reading(Folio folio, boolean whole) {
    if (!whole) {
      attach(folio);
    }
  }

  /** What is mapped already stays as it is (__block_write_begin_int, iomap_to_bh). */
  @Override
  public void preparing(Folio folio, int first, List<XfsExtent> extents) {
    for (int i = 0; i < extents.size(); i++) {
      int buffer = first + i;
      if (!hasPlace(folio, buffer)) {
        map(folio, buffer, extents.get(i));
      }
    }
  }

  private void map(Folio folio, int buffer, XfsExtent extent) {
    switch (extent.state()) {
      case DELAYED -> buffers.set(folio, buffer, BufferFlag.DELAY);
      case UNWRITTEN -> {
        buffers.map(folio, buffer, extent.place());
        buffers.set(folio, buffer, BufferFlag.UNWRITTEN);
      }
      case WRITTEN -> buffers.map(folio, buffer, extent.place());
    }
  }

  /** Of a block, or of a promise of one. */
  private boolean hasPlace(Folio folio, int buffer) {
    return buffers.is(folio, buffer, BufferFlag.MAPPED)
        || buffers.is(folio, buffer, BufferFlag.DELAY);
  }

  @Override
  public boolean isValid(Folio folio, int block) {
    return buffers.has(folio)
        ? buffers.is(folio, block, BufferFlag.UPTODATE)
        : folio.is(PageFlag.UPTODATE);
  }

  @Override
  public void setValid(Folio folio, int first, int last) {
    if (buffers.has(folio)) {
      for (int buffer = first; buffer <= last; buffer++) {
        buffers.set(folio, buffer, BufferFlag.UPTODATE);
      }
    }
    if (IntStream.range(0, buffers.count(folio)).allMatch(buffer -> isValid(folio, buffer))) {
      folio.testAndSet(PageFlag.UPTODATE);
    }
  }

  /** Wherever they lie, since the file grows only afterwards (__block_commit_write). */
  @Override
  public void written(Folio folio, int first, int last) {
    setValid(folio, first, last);
    dirty(folio, first, last);
  }

  /** Buffers are newer than the device. Only inside a step. */
  void dirty(Folio folio, int first, int last) {
    for (int buffer = first; buffer <= last; buffer++) {
      buffers.set(folio, buffer, BufferFlag.DIRTY);
    }
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    return buffers.blockDirtyFolio(inode, folio, buffersInside(inode, folio));
  }

  /** Buffers beyond the end of the file stay clean: nothing would ever write them. */
  private int buffersInside(Inode inode, Folio folio) {
    long end = machine.atomicGet(inode::size);
    return machine.nowGet(() -> {
      long bytes = Math.clamp(end - folio.index() * Folio.SIZE, 0, Folio.SIZE);
      return (int) ((bytes + blockSize - 1) / blockSize);
    });
  }

  /**
   * Every one that is valid, dirty or not; one without a place is over a hole and passed over
   * (xfs_writepage_map).
   */
  @Override
  public Selection toWrite(Folio folio, int inside) {
    List<Integer> blocks =
        IntStream.range(0, inside)
            .filter(buffer -> isValid(folio, buffer) && hasPlace(folio, buffer))
            .boxed()
            .toList();
    return new Selection(blocks, true);
  }

  /**
   * The kernel cleans only these (xfs_start_buffer_writeback), and a page with a dirty buffer over
   * a hole stays in memory until it is unmounted, which is where what it holds is lost; here it
   * goes like any other.
   */
  @Override
  public void submitted(Folio folio, List<XfsPlace> places) {
    for (XfsPlace place : places) {
      buffers.map(folio, place.block(), place.place());
      buffers.clear(folio, place.block(), BufferFlag.DELAY);
      buffers.clear(folio, place.block(), BufferFlag.UNWRITTEN);
    }
    for (int buffer = 0; buffer < buffers.count(folio); buffer++) {
      buffers.clear(folio, buffer, BufferFlag.DIRTY);
    }
  }

  @Override
  public boolean release(Folio folio) {
    boolean dirty = machine.atomicGet(() -> folio.is(PageFlag.DIRTY));
    return !dirty && buffers.tryToFree(folio);
  }

  @Override
  public void invalidate(Folio folio, int offset, int length) {
    buffers.invalidate(folio, offset, length);
  }
}
