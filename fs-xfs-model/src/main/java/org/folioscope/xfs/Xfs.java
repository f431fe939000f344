package org.folioscope.xfs;

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
 * A filesystem like XFS with blocks of a page or less: what it does to pages and extents. Metadata
 * changes are not logged: they are in memory at once and never lost.
 */
@Singleton
final class Xfs implements FilesystemType, MountedFilesystem {

  /** Blocks before the first data block: the headers of the allocation group and its trees. */
  private static final long METADATA_BLOCKS = 16;

  /** The first inodes, behind them, in bytes. */
  private static final long INODE_CHUNK = 32768;

  private final Machine machine;
  private final BlockDevice device;
  private final FlatDirectory directory;
  private final PageIo io;
  private final XfsState state;
  private final XfsSpace space;
  private final XfsMapping mapping;
  private final XfsFiles files;
  private final XfsMemory memory;
  private final XfsTruncate truncate;
  private final XfsCheck check;
  private final DaxAccess dax;
  private final DaxFiles daxFiles;
  private final boolean mountedWithDax;

  @Inject
  Xfs(
      Machine machine,
      BlockDevice device,
      FlatDirectory directory,
      PageIo io,
      XfsState state,
      XfsSpace space,
      XfsMapping mapping,
      XfsFiles files,
      XfsMemory memory,
      XfsTruncate truncate,
      XfsCheck check,
      XfsDax dax,
      FormatOptions options) {
    this.machine = machine;
    this.device = device;
    this.directory = directory;
    this.io = io;
    this.state = state;
    this.space = space;
    this.mapping = mapping;
    this.files = files;
    this.memory = memory;
    this.truncate = truncate;
    this.check = check;
    this.dax = dax.access();
    this.daxFiles = new DaxFiles(machine, this.dax, files);
    this.mountedWithDax = options.dax();
  }

  @Override
  public void format() {
    long first = METADATA_BLOCKS + INODE_CHUNK / space.blockSize();
    long end = device.sectors() / space.sectorsPerBlock();
    machine.atomic(() -> state.emit(new XfsEvent.FilesystemFormatted(first, end)));
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  /** What was only promised is gone, and so are files without a name (xlog_recover_iunlinks). */
  @Override
  public MountedFilesystem mountAfterPowerCut() {
    directory.recover();
    machine.atomic(() -> state.recover(directory::names));
    return this;
  }

  @Override
  public List<String> check() {
    return check.problems();
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
