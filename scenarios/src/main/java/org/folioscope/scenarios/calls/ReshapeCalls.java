package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/** Calls that change the size of a file, empty a part of it, or make it share another's blocks. */
final class ReshapeCalls {

  private static final String KEEP_SIZE = "FALLOC_FL_KEEP_SIZE";
  private static final String PUNCH_HOLE = "FALLOC_FL_PUNCH_HOLE";
  private static final String ZERO_RANGE = "FALLOC_FL_ZERO_RANGE";

  private final Machine machine;
  private final Mounts mounts;
  private final ProgramState state;

  @Inject
  ReshapeCalls(Machine machine, Mounts mounts, ProgramState state) {
    this.machine = machine;
    this.mounts = mounts;
    this.state = state;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
            "truncate",
            INT,
            "change the size of a file; what is cut off is gone, what is gained reads as zeroes",
            this::truncate,
            Parameter.of("path", FILE),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "ftruncate",
            INT,
            "change the size of an open file; what is cut off is gone, what is gained reads as"
                + " zeroes",
            this::ftruncate,
            Parameter.of("fd", FD, INT),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "fallocate",
            INT,
            "give a range of a file space, make it a hole, or make it read as zeroes",
            this::fallocate,
            Parameter.of("fd", FD, INT),
            Parameter.flags("mode", KEEP_SIZE, PUNCH_HOLE, ZERO_RANGE),
            Parameter.of("offset", SIZE),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "reflink",
            INT,
            "make a file a copy of another that shares its blocks (FICLONE)",
            this::reflink,
            Parameter.of("source", FD, INT),
            Parameter.of("target", FD, INT)));
  }

  private long truncate(CallContext call) {
    long length = call.number(1);
    if (length < 0) {
      return Errno.EINVAL.result();
    }
    Either<Errno, Inode> found = mounts.root().namespace().lookup(call.text(0));
    return found.fold(Errno::result, inode -> setSize(inode, length).result());
  }

  /** EINVAL also for a descriptor that is not open for writing (do_ftruncate). */
  private long ftruncate(CallContext call) {
    long length = call.number(1);
    if (length < 0) {
      return Errno.EINVAL.result();
    }
    ProgramState.OpenFile file = state.file(call, 0);
    if (file == null) {
      return Errno.EBADF.result();
    }
    return file.writable() ? setSize(file.inode(), length).result() : Errno.EINVAL.result();
  }

  /** Changes the size (do_truncate); ENOENT when the file went away meanwhile. */
  Errno setSize(Inode inode, long size) {
    if (size > FileWrites.MOST_BYTES) {
      return Errno.EFBIG;
    }
    return noted(
        inode,
        Reshape.TRUNCATE,
        size,
        0,
        () -> {
          inode.rwsem().downWrite();
          boolean gone = machine.nowGet(inode::gone);
          Errno errno = gone ? Errno.ENOENT : mounts.of(inode).inodes().setSize(inode, size);
          inode.rwsem().upWrite();
          return errno;
        });
  }

  /** The checks of vfs_fallocate, in its order. */
  private long fallocate(CallContext call) {
    ProgramState.OpenFile file = state.file(call, 0);
    if (file == null) {
      return Errno.EBADF.result();
    }
    long offset = call.number(2);
    long length = call.number(3);
    if (offset < 0 || length <= 0) {
      return Errno.EINVAL.result();
    }
    FallocateMode mode =
        mode(call.flag(1, PUNCH_HOLE), call.flag(1, ZERO_RANGE), call.flag(1, KEEP_SIZE));
    if (mode == null) {
      return Errno.EOPNOTSUPP.result();
    }
    if (!file.writable()) {
      return Errno.EBADF.result();
    }
    if (offset > FileWrites.MOST_BYTES - length) {
      return Errno.EFBIG.result();
    }
    Inode inode = file.inode();
    return noted(
            inode,
            reshape(mode),
            offset,
            length,
            () -> mounts.of(inode).files().fallocate(inode, mode, offset, length))
        .result();
  }

  /** The checks of do_clone_file_range. */
  private long reflink(CallContext call) {
    ProgramState.OpenFile source = state.file(call, 0);
    ProgramState.OpenFile target = state.file(call, 1);
    if (source == null || target == null || !source.readable() || !target.writable()) {
      return Errno.EBADF.result();
    }
    Inode from = source.inode();
    Inode to = target.inode();
    if (from.number() == to.number() || from.superblock() != to.superblock()) {
      return Errno.EINVAL.result();
    }
    state.reshapeBegan(from);
    state.reshapeBegan(to);
    Errno errno = mounts.of(to).files().reflink(from, to);
    if (errno != Errno.EOPNOTSUPP && errno != Errno.EBUSY && errno != Errno.EINVAL) {
      state.cloned(from, to, errno);
    }
    return errno.result();
  }

  /** Null for what no filesystem does: a hole that changes the size, or both at once. */
  private static @Nullable FallocateMode mode(boolean punch, boolean zero, boolean keepSize) {
    if (punch) {
      return keepSize && !zero ? FallocateMode.PUNCH_HOLE : null;
    }
    if (zero) {
      return keepSize ? FallocateMode.ZERO_RANGE_KEEP_SIZE : FallocateMode.ZERO_RANGE;
    }
    return keepSize ? FallocateMode.ALLOCATE_KEEP_SIZE : FallocateMode.ALLOCATE;
  }

  private static @Nullable Reshape reshape(FallocateMode mode) {
    return switch (mode) {
      case ALLOCATE -> Reshape.EXTEND;
      case ALLOCATE_KEEP_SIZE -> null;
      case PUNCH_HOLE, ZERO_RANGE_KEEP_SIZE -> Reshape.EMPTY;
      case ZERO_RANGE -> Reshape.EMPTY_AND_EXTEND;
    };
  }

  /**
   * Does it and tells the log what the program knows of it.
   *
   * @param reshape null when nothing can be seen of it
   */
  private Errno noted(
      Inode inode, @Nullable Reshape reshape, long position, long length, Supplier<Errno> action) {
    if (reshape == null) {
      return action.get();
    }
    state.reshapeBegan(inode);
    Errno errno = action.get();
    if (errno != Errno.EOPNOTSUPP
        && errno != Errno.EINVAL
        && errno != Errno.ENOENT
        && errno != Errno.EBUSY) {
      state.reshapeEnded(inode, reshape, position, length, errno);
    }
    return errno;
  }
}
