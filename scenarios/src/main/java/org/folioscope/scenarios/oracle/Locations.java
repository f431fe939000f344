package org.folioscope.scenarios.oracle;

import java.util.stream.LongStream;
import org.folioscope.simulation.machine.MachineObserver;

/** The things whose order the data oracle judges, as locations of footprints. */
final class Locations {

  private static final int PAGE = 4096;

  private static final int PAGES = 1;

  private static final int HOLDING = 2;
  private static final int SPLICING = 3;
  private static final int CHANGING = 4;
  private static final int RESHAPING = 5;
  private static final int INDEX_BITS = 24;

  private Locations() {}

  static LongStream pages(int inode, long position, int length) {
    return LongStream.rangeClosed(position / PAGE, (position + Math.max(length, 1) - 1) / PAGE)
        .map(index -> page(inode, index));
  }

  static long page(int inode, long index) {
    return MachineObserver.location(PAGES, (long) inode << INDEX_BITS | index);
  }

  static long holding(int inode) {
    return MachineObserver.location(HOLDING, inode);
  }

  /** The ends of changes of a file's bytes: in what order they and what concerns the whole come. */
  static long changing(int inode) {
    return MachineObserver.location(CHANGING, inode);
  }

  static long reshaping(int inode) {
    return MachineObserver.location(RESHAPING, inode);
  }

  static long splicing(int folio) {
    return MachineObserver.location(SPLICING, folio);
  }
}
