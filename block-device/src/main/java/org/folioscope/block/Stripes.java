package org.folioscope.block;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.content.Content;

/**
 * How an array of three disks lies under the sectors (RAID 4): two data members with 4 KiB of a
 * stripe each, and the parity. The parity itself is nowhere: of each sector it is known which bytes
 * went into it.
 */
final class Stripes {

  private static final long CHUNK = 8;

  /** Data members. */
  static final int MEMBERS = 2;

  private final DiskState disk;

  Stripes(DiskState disk) {
    this.disk = disk;
  }

  static int memberOf(long sector) {
    return (int) (sector / CHUNK % MEMBERS);
  }

  /** The sector of the other data member in the same stripe. */
  static long besides(long sector) {
    return sector ^ CHUNK;
  }

  /** What comes out otherwise when a member is made anew from the other one and the parity. */
  SortedMap<Long, Content> rebuilt(int member) {
    SortedMap<Long, Content> changed = new TreeMap<>();
    for (long sector : disk.sectorsWithParity()) {
      long wanted = memberOf(sector) == member ? sector : besides(sector);
      Content bytes = rebuilt(wanted);
      if (!bytes.equals(stored(wanted))) {
        changed.put(wanted, bytes);
      }
    }
    return changed;
  }

  private Content rebuilt(long sector) {
    Content parity = xor(inParity(sector), inParity(besides(sector)));
    return xor(parity, stored(besides(sector)));
  }

  private Content inParity(long sector) {
    Content recorded = disk.parityOf(sector);
    return recorded == null ? stored(sector) : recorded;
  }

  private Content stored(long sector) {
    return disk.bytes().load(sector, Content.SECTOR);
  }

  private static Content xor(Content one, Content other) {
    byte[] bytes = new byte[one.length()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (one.byteAt(at) ^ other.byteAt(at));
    }
    return Content.of(bytes);
  }
}
