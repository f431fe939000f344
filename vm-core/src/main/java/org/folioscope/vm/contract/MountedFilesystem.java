package org.folioscope.vm.contract;

import org.folioscope.vm.errno.Errno;

/** A mounted filesystem: its operations by role. */
public interface MountedFilesystem {

  /** Names and inodes. */
  Namespace namespace();

  /** Inodes as such. */
  default InodeOperations inodes() {
    return new InodeOperations() {};
  }

  /** Pages of files. */
  MappingOperations mappings();

  /** Files as programs see them. */
  FileOperations files();

  /** Faults on mapped files. */
  VmOperations memory();

  /** Makes all metadata durable (sync_fs). May block. */
  @Operation(
      linux = "sync_fs",
      fails = {Errno.EIO, Errno.ENOSPC})
  default Errno sync() {
    return Errno.OK;
  }

  /** Free blocks. */
  @Operation(linux = "statfs", blocks = false)
  default long freeBlocks() {
    return Long.MAX_VALUE;
  }

  /** Ends use; everything is written already. May block. */
  @Operation(linux = "put_super", fails = Errno.EIO)
  default Errno unmount() {
    return Errno.OK;
  }
}
