package org.folioscope.scenarios.calls;

import jakarta.inject.Inject;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.DirectWrites;
import org.folioscope.vm.vfs.WriteSource;
import org.folioscope.vm.writeback.Flusher;

/**
 * Writes through an open file (write_iter): directly if it was opened so, by the page cache
 * otherwise or where that cannot be, and durable before it returns if it was opened with O_SYNC.
 */
final class FileWrites {

  private final BufferedIo buffered;
  private final DirectWrites direct;
  private final Flusher flusher;
  private final ProgramState state;

  @Inject
  FileWrites(BufferedIo buffered, DirectWrites direct, Flusher flusher, ProgramState state) {
    this.buffered = buffered;
    this.direct = direct;
    this.flusher = flusher;
    this.state = state;
  }

  /**
   * Writes, and tells the log what the program knows of it.
   *
   * @param content what the source holds, as the program sees it
   * @return the bytes written, or a negative errno
   */
  long write(ProgramState.OpenFile file, long position, WriteSource source, Content content) {
    if (content.length() == 0) {
      return 0;
    }
    int inode = file.inode().number();
    long[] arrived = new long[1];
    long result =
        write(
            file,
            position,
            source,
            bytes -> {
              arrived[0] = bytes;
              return madeDurable(file, position, bytes);
            });
    if (result > 0) {
      state.changeEnded(inode, position, content.slice(0, (int) result));
    } else if (arrived[0] > 0) {
      state.changeUnconfirmed(inode, position, content.slice(0, (int) arrived[0]));
    }
    return result;
  }

  /** What comes after the bytes. */
  private interface Ended {
    long apply(long bytes);
  }

  private long write(ProgramState.OpenFile file, long position, WriteSource source, Ended ended) {
    long written = DirectWrites.FALL_BACK;
    if (file.direct()) {
      written = direct.write(file.inode(), position, source, ended::apply);
    }
    if (written == DirectWrites.FALL_BACK) {
      written = buffered.write(file.inode(), position, source);
      return written > 0 ? ended.apply(written) : written;
    }
    return written;
  }

  /** What O_SYNC asks for (generic_write_sync). */
  private long madeDurable(ProgramState.OpenFile file, long position, long bytes) {
    if (!file.sync()) {
      return bytes;
    }
    long first = position / Folio.SIZE;
    long last = (position + bytes - 1) / Folio.SIZE;
    state.syncBegan(file.inode(), position, bytes);
    Errno errno = flusher.fsync(file.inode(), first, last, false);
    Errno earlier = state.takeError(file);
    int result = errno.failed() ? errno.result() : earlier.result();
    state.syncEnded(file.inode(), result);
    return result < 0 ? result : bytes;
  }
}
