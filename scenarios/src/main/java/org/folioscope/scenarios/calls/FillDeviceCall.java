package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.INT;

import jakarta.inject.Inject;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.vfs.WriteSource;
import org.folioscope.vm.writeback.Flusher;

/** What {@code dd if=/dev/zero} does to a filesystem: it leaves no block to others. */
final class FillDeviceCall {

  private static final int LARGE = 1 << 16;

  private final Machine machine;
  private final ProgramState state;
  private final FileWrites writes;
  private final Flusher flusher;

  @Inject
  FillDeviceCall(Machine machine, ProgramState state, FileWrites writes, Flusher flusher) {
    this.machine = machine;
    this.state = state;
    this.writes = writes;
    this.flusher = flusher;
  }

  KernelCall call() {
    return SimpleCall.of(
        "fill_device",
        INT,
        "write zeroes behind a file's end until no space is left, and fsync; the result is how"
            + " many",
        this::fill,
        Parameter.of("fd", FD, INT));
  }

  private long fill(CallContext call) {
    ProgramState.OpenFile file = state.file(call, 0);
    if (file == null || !file.writable()) {
      return Errno.EBADF.result();
    }
    long begin = machine.atomicGet(() -> file.inode().size());
    long end = begin;
    int piece = LARGE;
    while (piece > 0) {
      long written = write(file, end, piece);
      end += Math.max(0, written);
      if (written < piece) {
        piece = piece == LARGE ? Folio.SIZE : 0;
      }
    }
    Errno synced = flusher.fsync(file.inode(), false);
    return synced.failed() ? synced.result() : end - begin;
  }

  private long write(ProgramState.OpenFile file, long position, int length) {
    Content zeroes = Content.fill(0, length);
    state.changeBegan(file.inode().number(), position, length);
    return writes.write(file, position, new WriteSource.Literal(zeroes), zeroes);
  }
}
