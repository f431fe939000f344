package org.folioscope.vm.memfile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.inode.Superblock;
import org.jspecify.annotations.Nullable;

/**
 * The files in memory of a machine. A file and what is in it stay to the end of the run, also when
 * nobody has it open or mapped any more.
 */
@Singleton
public final class MemoryFiles {

  private final Machine machine;
  private final Inodes inodes;

  /** Mounts both filesystems inside the kernel; there is no file. */
  @Inject
  public MemoryFiles(
      Machine machine, Inodes inodes, Mounts mounts, Shmem shmem, Hugetlbfs hugetlbfs) {
    this.machine = machine;
    this.inodes = inodes;
    mounts.mount(Superblock.SHMEM, shmem);
    mounts.mount(Superblock.HUGETLB, hugetlbfs);
  }

  /**
   * A new file of no size for memfd_create; null when there can be no more.
   *
   * @param huge with huge pages (MFD_HUGETLB)
   */
  public @Nullable Inode memfd(String name, boolean huge) {
    String function = huge ? "hugetlb_file_setup" : "shmem_file_setup";
    try (Frame _ = machine.enter(function)) {
      return machine.atomicGet(
          () -> inodes.make(huge ? Superblock.HUGETLB : Superblock.SHMEM, "memfd:" + name));
    }
  }

  /** The file behind shared anonymous memory; null when there can be no more (shmem_zero_setup). */
  public @Nullable Inode sharedAnonymous(long length) {
    try (Frame _ = machine.enter("shmem_zero_setup")) {
      return machine.atomicGet(() -> {
        Inode inode = inodes.make(Superblock.SHMEM, "dev/zero");
        if (inode != null) {
          inode.setSize(length);
        }
        return inode;
      });
    }
  }

  /** The bytes that areas of a file begin at and consist of multiples of. */
  public static long pageSize(Inode inode) {
    return inode.superblock() == Superblock.HUGETLB ? Hugetlbfs.PAGE_SIZE : Folio.SIZE;
  }

  /**
   * A part of a file is about to be mapped: a file of huge pages grows to it if stores are allowed
   * (hugetlbfs_file_mmap); EINVAL when the part does not begin at a page. mmap_lock held for write.
   */
  public Errno map(Inode inode, long offset, long length, boolean writable) {
    if (offset % pageSize(inode) != 0) {
      return Errno.EINVAL;
    }
    if (inode.superblock() == Superblock.HUGETLB && writable) {
      inode.rwsem().downWrite();
      machine.atomic(() -> {
        if (inode.size() < offset + length) {
          inode.setSize(offset + length);
        }
      });
      inode.rwsem().upWrite();
    }
    return Errno.OK;
  }

  /** All files there are. Only inside a step. */
  public List<Inode> all() {
    return inodes.nameless();
  }
}
