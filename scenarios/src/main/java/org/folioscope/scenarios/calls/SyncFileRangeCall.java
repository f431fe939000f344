package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import jakarta.inject.Inject;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.writeback.Flusher;

/**
 * Writing pages of a file, or waiting for their writeback, and nothing of what makes them durable
 * (fs/sync.c, ksys_sync_file_range).
 */
final class SyncFileRangeCall {

  private static final int FLAGS = 3;

  private final ProgramState state;
  private final Flusher flusher;

  @Inject
  SyncFileRangeCall(ProgramState state, Flusher flusher) {
    this.state = state;
    this.flusher = flusher;
  }

  KernelCall call() {
    return SimpleCall.of(
        "sync_file_range",
        INT,
        "start writeback of a range, wait for writeback of it, or both; a length of 0 is to the"
            + " end",
        this::sync,
        Parameter.of("fd", FD, INT),
        Parameter.of("offset", SIZE),
        Parameter.of("length", SIZE),
        Parameter.flags(
            "flags",
            "SYNC_FILE_RANGE_WAIT_BEFORE",
            "SYNC_FILE_RANGE_WRITE",
            "SYNC_FILE_RANGE_WAIT_AFTER"));
  }

  private long sync(CallContext call) {
    ProgramState.OpenFile file = state.file(call.process(), call.number(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    long offset = call.number(1);
    long length = call.number(2);
    if (offset + length < 0) {
      return Errno.EINVAL.result();
    }
    long first = offset / Folio.SIZE;
    long last = length == 0 ? WritebackControl.END : (offset + length - 1) / Folio.SIZE;
    return sync(call, file, first, last).result();
  }

  /** With all three flags pages that are busy are waited for and written too. */
  private Errno sync(CallContext call, ProgramState.OpenFile file, long first, long last) {
    boolean before = call.flag(FLAGS, "SYNC_FILE_RANGE_WAIT_BEFORE");
    boolean write = call.flag(FLAGS, "SYNC_FILE_RANGE_WRITE");
    boolean after = call.flag(FLAGS, "SYNC_FILE_RANGE_WAIT_AFTER");
    Errno errno = before ? await(file, first, last) : Errno.OK;
    if (!errno.failed() && write) {
      boolean integrity = before && after;
      errno = flusher.startRange(file.inode(), new WritebackControl(integrity, first, last));
    }
    return errno.failed() || !after ? errno : await(file, first, last);
  }

  private Errno await(ProgramState.OpenFile file, long first, long last) {
    flusher.awaitRange(file.inode(), first, last);
    return state.takeError(file);
  }
}
