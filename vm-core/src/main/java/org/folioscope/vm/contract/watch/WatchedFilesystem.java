package org.folioscope.vm.contract.watch;

import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.errno.Errno;
import org.jspecify.annotations.Nullable;

/** A filesystem whose every operation is watched. */
final class WatchedFilesystem implements MountedFilesystem {

  private final MountedFilesystem whole;
  private final Namespace namespace;
  private final InodeOperations inodes;
  private final MappingOperations mappings;
  private final FileOperations files;
  private final VmOperations memory;

  WatchedFilesystem(MountedFilesystem filesystem, Watch watch) {
    this.whole = watch.over(MountedFilesystem.class, filesystem);
    this.namespace = role(filesystem, watch, Namespace.class, filesystem.namespace());
    this.inodes = role(filesystem, watch, InodeOperations.class, filesystem.inodes());
    this.mappings = role(filesystem, watch, MappingOperations.class, filesystem.mappings());
    this.files = role(filesystem, watch, FileOperations.class, filesystem.files());
    this.memory = role(filesystem, watch, VmOperations.class, filesystem.memory());
  }

  private static <T> T role(
      MountedFilesystem filesystem, Watch watch, Class<T> role, @Nullable T operations) {
    if (operations == null) {
      throw new ContractViolation(
          filesystem.getClass(), "mount", "what it mounts has no " + role.getSimpleName(), null);
    }
    return watch.over(role, operations);
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public InodeOperations inodes() {
    return inodes;
  }

  @Override
  public MappingOperations mappings() {
    return mappings;
  }

  @Override
  public FileOperations files() {
    return files;
  }

  @Override
  public VmOperations memory() {
    return memory;
  }

  @Override
  public Errno sync() {
    return whole.sync();
  }

  @Override
  public long freeBlocks() {
    return whole.freeBlocks();
  }

  @Override
  public Errno unmount() {
    return whole.unmount();
  }
}
