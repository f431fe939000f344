package org.folioscope.scenarios.calls;

import jakarta.inject.Inject;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.DirectWrites;
import org.folioscope.vm.vfs.WriteSource;

/**
 * Writes through an open file (write_iter): directly if it was opened so, by the page cache
 * otherwise or where that cannot be, and durable before it returns if it was opened with O_SYNC.
 */
final class FileWrites {

  private final BufferedIo buffered;
  private final DirectWrites direct;
  private final FileSync sync;
  private final ProgramState state;

  /** The bytes that a file can have (s_maxbytes of ext4 with blocks of 4 KiB). */
  static final long MOST_BYTES = 1L << 44;

  /**
   * What became of a write.
   *
   * @param position where it went
   * @param result the bytes written, or a negative errno
   */
  record Written(long position, long result) {}

  @Inject
  FileWrites(BufferedIo buffered, DirectWrites direct, FileSync sync, ProgramState state) {
    this.buffered = buffered;
    this.direct = direct;
    this.sync = sync;
    this.state = state;
  }

  /** Writes at the end of the file (O_APPEND). */
  Written append(ProgramState.OpenFile file, WriteSource source, Content content) {
    if (content.length() == 0) {
      return new Written(0, 0);
    }
    int inode = file.inode().number();
    long[] end = new long[1];
    long written =
        buffered.append(
            file.inode(),
            source,
            position -> {
              end[0] = position;
              state.changeBegan(inode, position, content.length());
            },
            bytes -> state.appended(inode, end[0], (int) bytes));
    long result = written > 0 ? madeDurable(file, end[0], written) : written;
    note(file, end[0], content, result, Math.max(0, written));
    return new Written(end[0], result);
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
    boolean perhaps = file.direct() && Errno.of(result).isFromDevice();
    note(file, position, content, result, perhaps ? content.length() : arrived[0]);
    return result;
  }

  /**
   * Tells the log what is changed, or may be.
   *
   * @param arrived how many bytes may have been changed if the write failed
   */
  private void note(
      ProgramState.OpenFile file, long position, Content content, long result, long arrived) {
    int inode = file.inode().number();
    if (result > 0) {
      state.changeEnded(inode, position, content.slice(0, (int) result));
    } else if (arrived > 0) {
      state.changeUnconfirmed(inode, position, content.slice(0, (int) arrived));
    }
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

  /** What O_SYNC and O_DSYNC ask for (generic_write_sync). */
  private long madeDurable(ProgramState.OpenFile file, long position, long bytes) {
    if (!file.sync()) {
      return bytes;
    }
    long result = sync.range(file, position, bytes, file.syncsDataOnly());
    return result < 0 ? result : bytes;
  }
}
