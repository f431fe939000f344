package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.NEW_FILE;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vfs.Seek;

/** Calls on names, sizes and file positions. */
final class NameCalls {

  private final Machine machine;
  private final Mounts mounts;
  private final Seek seek;
  private final FileUsers users;
  private final ProgramState state;

  @Inject
  NameCalls(Machine machine, Mounts mounts, Seek seek, FileUsers users, ProgramState state) {
    this.machine = machine;
    this.mounts = mounts;
    this.seek = seek;
    this.users = users;
    this.state = state;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
            "unlink",
            INT,
            "take a file's name away; the file goes when nobody has it open or mapped",
            call -> users.unlink(call.text(0)).result(),
            Parameter.of("path", FILE)),
        SimpleCall.of(
            "rename",
            INT,
            "give a file another name; a file that had it loses it",
            call -> users.rename(call.text(0), call.text(1)).result(),
            Parameter.of("from", FILE),
            Parameter.of("to", NEW_FILE)),
        SimpleCall.of(
            "lseek",
            INT,
            "move the file position; the result is where it is then",
            this::lseek,
            Parameter.of("fd", FD, INT),
            Parameter.of("offset", INT),
            Parameter.choice(
                "whence", "SEEK_SET", "SEEK_CUR", "SEEK_END", "SEEK_DATA", "SEEK_HOLE")),
        SimpleCall.of(
            "fstat_size",
            INT,
            "the size of an open file (st_size of fstat)",
            this::fstatSize,
            Parameter.of("fd", FD, INT)),
        SimpleCall.of(
            "stat_size",
            INT,
            "the size of a file (st_size of stat)",
            this::statSize,
            Parameter.of("path", FILE)),
        SimpleCall.of(
            "statfs_bfree",
            INT,
            "how many blocks of the filesystem are free (f_bfree of statfs)",
            _ -> mounts.root().freeBlocks()));
  }

  private long lseek(CallContext call) {
    ProgramState.OpenFile file = state.file(call, 0);
    if (file == null) {
      return Errno.EBADF.result();
    }
    long offset = call.number(1);
    long to;
    if (call.flag(2, "SEEK_CUR")) {
      to = state.position(file) + offset;
    } else if (call.flag(2, "SEEK_END")) {
      to = size(file.inode()) + offset;
    } else if (call.flag(2, "SEEK_SET")) {
      to = offset;
    } else {
      to = seek.seek(file.inode(), offset, call.flag(2, "SEEK_DATA"));
      if (to < 0) {
        return to;
      }
    }
    if (to < 0 || to > FileWrites.MOST_BYTES) {
      return Errno.EINVAL.result();
    }
    state.moveTo(file, to);
    return to;
  }

  private long fstatSize(CallContext call) {
    ProgramState.OpenFile file = state.file(call, 0);
    return file == null ? Errno.EBADF.result() : size(file.inode());
  }

  private long statSize(CallContext call) {
    Either<Errno, Inode> found = mounts.root().namespace().lookup(call.text(0));
    return found.isLeft() ? found.getLeft().result() : size(found.get());
  }

  private long size(Inode inode) {
    return machine.atomicGet(inode::size);
  }
}
