package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.INT;

import jakarta.inject.Inject;
import org.folioscope.block.Bio;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.vfs.PipePages;
import org.folioscope.vm.vfs.Splice;

/** sendfile between files. */
final class SendfileCall {

  private static final String NULL = "NULL";

  /** The most that one call moves (MAX_RW_COUNT). */
  private static final long MOST = 0x7ffff000;

  private final Machine machine;
  private final Splice splice;
  private final FileWrites writes;
  private final ProgramState state;

  @Inject
  SendfileCall(Machine machine, Splice splice, FileWrites writes, ProgramState state) {
    this.machine = machine;
    this.splice = splice;
    this.writes = writes;
    this.state = state;
  }

  KernelCall call() {
    return SimpleCall.of(
        "sendfile",
        INT,
        "copy from a file to the position of another one, from an offset or, with NULL, from its"
            + " position",
        this::sendfile,
        Parameter.of("out", FD, INT),
        Parameter.of("in", FD, INT),
        Parameter.of("offset", INT).orConstant(NULL),
        Parameter.of("count", INT));
  }

  /** Checks in the order of do_sendfile. */
  private long sendfile(CallContext call) {
    ProgramState.OpenFile in = state.file(call, 1);
    if (in == null || !in.readable()) {
      return Errno.EBADF.result();
    }
    boolean fromPosition = call.flag(2, NULL);
    long from = fromPosition ? state.position(in) : call.number(2);
    long count = call.number(3);
    if (from < 0 || count < 0) {
      return Errno.EINVAL.result();
    }
    ProgramState.OpenFile out = state.file(call, 0);
    if (out == null || !out.writable()) {
      return Errno.EBADF.result();
    }
    if (out.append()) {
      return Errno.EINVAL.result();
    }
    long to = state.position(out);
    long result =
        splice.sendfile(
            in.inode(), from, Math.min(count, MOST), (pages, done) -> write(out, to + done, pages));
    if (result > 0) {
      state.moveTo(out, to + result);
      if (fromPosition) {
        state.moveTo(in, from + result);
      }
    }
    return result;
  }

  /** The pages are the source's own: what is stored into them before the end may arrive as well. */
  private long write(ProgramState.OpenFile out, long position, PipePages pages) {
    int inode = out.inode().number();
    Content content =
        machine.atomicGet(() -> {
          state.changeBegan(inode, position, pages.length());
          long at = position;
          for (Bio.Segment segment : pages.segments()) {
            state.pageSpliced(inode, at, segment);
            at += segment.length();
          }
          return pages.copy(0, pages.length());
        });
    return writes.write(out, position, pages, content);
  }
}
