package mapfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.io.PageIo;

/** The filesystem as a whole: who has which role. */
@Singleton
record MapFs(
    FlatDirectory namespace, Files inodes, Files files, Pages mappings, Pages memory, PageIo io)
    implements FilesystemType, MountedFilesystem {

  @Inject
  MapFs {}

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  @Override
  public Errno sync() {
    return io.flushDevice();
  }
}
