package org.folioscope.xfs;

import java.util.List;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/**
 * What the kernel keeps about each block of a page: buffer heads, or, of pages that have several
 * blocks, the state of fs/iomap. The page is locked, but where somebody marks it dirty.
 */
interface BlockStates {

  /**
   * A page that is not valid is going to be read.
   *
   * @param whole whether in one piece
   */
  void reading(Folio folio, boolean whole);

  /**
   * Blocks of a page are going to be written to, from the first on; they have these extents. Only
   * inside a step.
   */
  void preparing(Folio folio, int first, List<XfsExtent> extents);

  /** Whether a block holds valid bytes. Only inside a step. */
  boolean isValid(Folio folio, int block);

  /** Blocks hold valid bytes now, and when all do the page is valid. Only inside a step. */
  void setValid(Folio folio, int first, int last);

  /** A program wrote into blocks, which are valid and dirty now. Only inside a step. */
  void written(Folio folio, int first, int last);

  /** Somebody marks the whole page dirty: may neither block nor fail. */
  boolean dirtyFolio(Inode inode, Folio folio);

  /**
   * Which blocks of a page that was cleaned have to be written. Only inside a step.
   *
   * @param inside how many blocks of it lie in the file
   */
  Selection toWrite(Folio folio, int inside);

  /** Those that have places are on their way there. Only inside a step. */
  void submitted(Folio folio, List<XfsPlace> places);

  /** Drops what is kept about a page; false while it is needed. */
  boolean release(Folio folio);

  /** Bytes of a page go away; what is kept about them goes too. */
  void invalidate(Folio folio, int offset, int length);

  /**
   * Blocks of one page.
   *
   * @param counted whether the parts in which they are written are counted; if not, each one that
   *     is done ends writeback of the page
   */
  record Selection(List<Integer> blocks, boolean counted) {}
}
