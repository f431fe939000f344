package org.folioscope.scenarios.calls;

import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Flusher;

/** Makes bytes of a file durable, and tells the log what was asked for and what the answer was. */
final class FileSync {

  private static final int NOT_OPEN = -1;

  private final Machine machine;
  private final Flusher flusher;
  private final ProgramState state;

  @Inject
  FileSync(Machine machine, Flusher flusher, ProgramState state) {
    this.machine = machine;
    this.flusher = flusher;
    this.state = state;
  }

  /** The whole file (vfs_fsync); 0 or a negative errno. */
  long whole(ProgramState.OpenFile file, boolean dataOnly) {
    return range(file, 0, Long.MAX_VALUE, dataOnly);
  }

  /** A range (vfs_fsync_range); 0 or a negative errno. */
  long range(ProgramState.OpenFile file, long position, long length, boolean dataOnly) {
    return range(
        file.inode(),
        file.process(),
        file.fd(),
        position,
        length,
        dataOnly,
        () -> state.takeError(file));
  }

  /**
   * A range that memory shows, by the file through which it was mapped. Which that is the model
   * does not keep: it takes the lowest descriptor of the process that has the file open, and if
   * none has, an error that nobody was told of.
   */
  long range(int process, Inode inode, long position, long length) {
    ProgramState.OpenFile file = state.fileOf(process, inode);
    return file != null
        ? range(file, position, length, true)
        : range(inode, process, NOT_OPEN, position, length, true, () -> takeUnseen(inode));
  }

  private Errno takeUnseen(Inode inode) {
    return machine.atomicGet(() -> {
      Errno errno = inode.errorSince(inode.errorSample());
      if (errno.failed()) {
        inode.seeErrors();
      }
      return errno;
    });
  }

  private long range(
      Inode inode,
      int process,
      int fd,
      long position,
      long length,
      boolean dataOnly,
      Supplier<Errno> untold) {
    long last =
        length == Long.MAX_VALUE ? WritebackControl.END : (position + length - 1) / Folio.SIZE;
    state.syncBegan(inode, position, length);
    int result = flusher.fsync(inode, position / Folio.SIZE, last, dataOnly, untold).result();
    state.syncEnded(inode, process, fd, result);
    return result;
  }
}
