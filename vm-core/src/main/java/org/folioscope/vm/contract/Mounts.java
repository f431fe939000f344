package org.folioscope.vm.contract;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Superblock;
import org.folioscope.vm.mm.Vma;

/**
 * Which filesystem a file belongs to. One filesystem is mounted for programs to see; beside it the
 * kernel mounts its own, for files without names.
 */
@Singleton
public final class Mounts {

  private final Map<Superblock, MountedFilesystem> mounted = new EnumMap<>(Superblock.class);

  /** Nothing is mounted. */
  @Inject
  public Mounts() {}

  /** Mounts the filesystem. */
  public void mount(MountedFilesystem filesystem) {
    mount(Superblock.ROOT, filesystem);
  }

  /** Mounts a filesystem for the inodes of a superblock (kern_mount). */
  public void mount(Superblock superblock, MountedFilesystem filesystem) {
    mounted.put(superblock, filesystem);
  }

  /** The mounted filesystem. */
  public MountedFilesystem root() {
    return of(Superblock.ROOT);
  }

  /** The filesystem of an inode. */
  public MountedFilesystem of(Inode inode) {
    return of(inode.number());
  }

  /**
   * Whether stores to the area must be noticed by the filesystem: shared, writable, of a file whose
   * filesystem wants to know (vma_needs_dirty_tracking).
   */
  public boolean needsDirtyTracking(Vma area) {
    return area.shared()
        && area.writable()
        && area.hasFile()
        && of(area.inode()).memory().tracksStores();
  }

  /** The filesystem of an inode number. */
  public MountedFilesystem of(int inode) {
    if (inode == 0) {
      throw new IllegalArgumentException("anonymous memory has no filesystem");
    }
    return of(Superblock.of(inode));
  }

  private MountedFilesystem of(Superblock superblock) {
    MountedFilesystem filesystem = mounted.get(superblock);
    if (filesystem == null) {
      throw new IllegalStateException("nothing is mounted as " + superblock);
    }
    return filesystem;
  }
}
