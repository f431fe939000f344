package org.folioscope.scenarios.oracle;

import java.util.Comparator;

/**
 * A page of a file, or of a process's memory.
 *
 * @param owner the inode, or the process
 * @param page the page offset in the file, or the address divided by 4096
 */
public record Spot(Kind kind, int owner, long page) implements Comparable<Spot> {

  private static final int PAGE = 4096;

  private static final Comparator<Spot> ORDER =
      Comparator.comparing(Spot::kind).thenComparing(Spot::owner).thenComparing(Spot::page);

  /** Whose page it is. */
  public enum Kind {
    /** A file's. */
    FILE,
    /** A process's. */
    MEMORY
  }

  /** The page of the file. */
  public static Spot ofFile(int inode, long page) {
    return new Spot(Kind.FILE, inode, page);
  }

  /** The page of the file that has this byte. */
  public static Spot ofByte(int inode, long position) {
    return ofFile(inode, position / PAGE);
  }

  /** The page of the process that has this address. */
  public static Spot ofMemory(int process, long address) {
    return new Spot(Kind.MEMORY, process, address / PAGE);
  }

  @Override
  public int compareTo(Spot other) {
    return ORDER.compare(this, other);
  }
}
