package org.folioscope.vm.inode;

/** Which mount an inode belongs to. Its number tells, so that asking reads no state. */
public enum Superblock {
  /** The mounted filesystem, whose inodes have the numbers that it gives them. */
  ROOT(0, ""),
  /** The kernel's own tmpfs (shm_mnt): memfd files and shared anonymous memory. */
  SHMEM(1 << 12, "shmem_"),
  /** The kernel's own hugetlbfs: memfd files with MFD_HUGETLB. */
  HUGETLB(1 << 13, "hugetlbfs_");

  /** Inode numbers of a mount are fewer than this. */
  public static final int INODES = 1 << 12;

  private static final Superblock[] ALL = values();

  private final int first;
  private final String lockPrefix;

  Superblock(int first, String lockPrefix) {
    this.first = first;
    this.lockPrefix = lockPrefix;
  }

  /** What the names of its lock classes begin with: each type of filesystem has its own. */
  String lockPrefix() {
    return lockPrefix;
  }

  /** The mount of an inode number. */
  public static Superblock of(int number) {
    return ALL[number / INODES];
  }

  int number(int index) {
    return first + index;
  }

  int index(int number) {
    return number - first;
  }
}
