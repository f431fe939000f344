package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.BlockDevice;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.dax.DaxAccess;
import org.folioscope.vm.dax.DaxFiles;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.io.PageIo;

/**
 * A filesystem like ext4 in data=ordered mode, with delayed allocation and blocks of a page or
 * less: what it does to pages, buffers and blocks. Metadata changes are not journalled: they are in
 * memory at once and never lost.
 */
@Singleton
final class Ext4 implements FilesystemType, MountedFilesystem {

  /** Blocks before the first data block: superblock, descriptors, bitmaps, inode table. */
  private static final long METADATA_BLOCKS = 64;

  private final Machine machine;
  private final BlockDevice device;
  private final FlatDirectory directory;
  private final PageIo io;
  private final Ext4State state;
  private final Ext4Mapping mapping;
  private final Ext4Files files;
  private final Ext4Memory memory;
  private final Ext4Truncate truncate;
  private final Ext4Allocation allocation;
  private final DaxAccess dax;
  private final DaxFiles daxFiles;
  private final boolean mountedWithDax;

  @Inject
  Ext4(
      Machine machine,
      BlockDevice device,
      FlatDirectory directory,
      PageIo io,
      Ext4State state,
      Ext4Mapping mapping,
      Ext4Files files,
      Ext4Memory memory,
      Ext4Truncate truncate,
      Ext4Allocation allocation,
      Ext4Dax dax,
      FormatOptions options) {
    this.machine = machine;
    this.device = device;
    this.directory = directory;
    this.io = io;
    this.state = state;
    this.mapping = mapping;
    this.files = files;
    this.memory = memory;
    this.truncate = truncate;
    this.allocation = allocation;
    this.dax = dax.access();
    this.daxFiles = new DaxFiles(machine, this.dax, files);
    this.mountedWithDax = options.dax();
  }

  @Override
  public void format() {
    long end = device.sectors() / allocation.sectorsPerBlock();
    machine.atomic(() -> state.emit(new Ext4Event.FilesystemFormatted(METADATA_BLOCKS, end)));
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  /** What was only promised is gone, and so are files without a name (ext4_orphan_cleanup). */
  @Override
  public MountedFilesystem mountAfterPowerCut() {
    directory.recover();
    machine.atomic(() -> state.recover(directory::names));
    return this;
  }

  @Override
  public List<String> render() {
    return directory.render();
  }

  @Override
  public Namespace namespace() {
    return directory;
  }

  @Override
  public InodeOperations inodes() {
    return truncate;
  }

  @Override
  public MappingOperations mappings() {
    return mountedWithDax ? dax : mapping;
  }

  @Override
  public FileOperations files() {
    return mountedWithDax ? daxFiles : files;
  }

  @Override
  public VmOperations memory() {
    return mountedWithDax ? dax : memory;
  }

  @Override
  public Errno sync() {
    return io.flushDevice();
  }

  @Override
  public long freeBlocks() {
    return state.available();
  }
}
