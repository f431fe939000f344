package org.folioscope.vm.contract;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/** Which filesystem a file belongs to. One filesystem is mounted. */
@Singleton
public final class Mounts {

  private @Nullable MountedFilesystem mounted;

  /** Nothing is mounted. */
  @Inject
  public Mounts() {}

  /** Mounts the filesystem. */
  public void mount(MountedFilesystem filesystem) {
    mounted = filesystem;
  }

  /** The mounted filesystem. */
  public MountedFilesystem root() {
    if (mounted == null) {
      throw new IllegalStateException("nothing is mounted");
    }
    return mounted;
  }

  /** The filesystem of an inode. */
  public MountedFilesystem of(Inode inode) {
    if (inode.number() == 0) {
      throw new IllegalArgumentException("anonymous memory has no filesystem");
    }
    return root();
  }
}
