package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.ADDRESS;
import static org.folioscope.scenarios.language.ValueType.CONTENT;
import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.SIZE;
import static org.folioscope.scenarios.language.ValueType.TEXT;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.memfile.MemoryFiles;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.DirectIo;
import org.folioscope.vm.vfs.Names;
import org.folioscope.vm.vfs.ReadBuffer;
import org.folioscope.vm.vfs.UserMemory;
import org.folioscope.vm.vfs.WriteSource;
import org.jspecify.annotations.Nullable;

/** Calls on files: opening, reading, writing, syncing. */
final class FileCalls {

  private static final String[] OPEN_FLAGS = {
    "O_RDONLY",
    "O_WRONLY",
    "O_RDWR",
    "O_CREAT",
    "O_EXCL",
    "O_TRUNC",
    "O_APPEND",
    "O_DIRECT",
    "O_DSYNC",
    "O_SYNC"
  };
  private static final Parameter FILE_DESCRIPTOR = Parameter.of("fd", FD, INT);
  private static final Parameter DESTINATION = Parameter.of("address", ADDRESS);
  private static final Parameter SOURCE = Parameter.of("data", ADDRESS, CONTENT);
  private static final Parameter LENGTH = Parameter.of("length", SIZE);
  private static final Parameter OFFSET = Parameter.of("offset", SIZE);

  /** NAME_MAX without the prefix that the kernel gives it. */
  private static final int LONGEST_MEMFD_NAME = 249;

  private final Mounts mounts;
  private final Mms mms;
  private final BufferedIo buffered;
  private final DirectIo direct;
  private final FileWrites writes;
  private final UserMemory memory;
  private final FileUsers users;
  private final ProgramState state;
  private final MappedFiles mapped;
  private final MemoryFiles memoryFiles;
  private final ReshapeCalls reshapes;

  @Inject
  FileCalls(
      Mounts mounts,
      Mms mms,
      BufferedIo buffered,
      DirectIo direct,
      FileWrites writes,
      UserMemory memory,
      FileUsers users,
      ProgramState state,
      MappedFiles mapped,
      MemoryFiles memoryFiles,
      ReshapeCalls reshapes) {
    this.mounts = mounts;
    this.mms = mms;
    this.buffered = buffered;
    this.direct = direct;
    this.writes = writes;
    this.memory = memory;
    this.users = users;
    this.state = state;
    this.mapped = mapped;
    this.memoryFiles = memoryFiles;
    this.reshapes = reshapes;
  }

  List<KernelCall> all() {
    return Stream.of(openings(), reads(), writes()).flatMap(List::stream).toList();
  }

  private List<KernelCall> openings() {
    return List.of(
        SimpleCall.of(
            "open",
            FD,
            "open a file; with O_CREAT make it if it is not there, with O_EXCL only then, with"
                + " O_TRUNC empty it if it is",
            this::open,
            Parameter.of("path", FILE),
            Parameter.flags("flags", OPEN_FLAGS),
            Parameter.of("mode", INT).optional()),
        SimpleCall.of(
            "memfd_create",
            FD,
            "make and open a file in memory (shmem); with MFD_HUGETLB one of huge pages of 2 MiB",
            this::memfdCreate,
            Parameter.of("name", TEXT),
            Parameter.flags("flags", "MFD_CLOEXEC", "MFD_HUGETLB")),
        SimpleCall.of("close", INT, "close a file", this::close, FILE_DESCRIPTOR));
  }

  private List<KernelCall> reads() {
    return List.of(
        SimpleCall.of(
            "read",
            INT,
            "read from the file position into memory; directly if opened so",
            call -> withPosition(call, position -> read(call, position)),
            FILE_DESCRIPTOR,
            DESTINATION,
            LENGTH),
        SimpleCall.of(
            "pread",
            INT,
            "read from an offset into memory; directly if opened so",
            call -> read(call, call.number(3)),
            FILE_DESCRIPTOR,
            DESTINATION,
            LENGTH,
            OFFSET),
        SimpleCall.of(
            "aio_read",
            INT,
            "start a direct read from an offset into memory; aio_wait waits for it",
            this::aioRead,
            FILE_DESCRIPTOR,
            DESTINATION,
            LENGTH,
            OFFSET),
        SimpleCall.of(
            "aio_wait", INT, "wait for this task's aio_read", _ -> direct.finish().result()));
  }

  private List<KernelCall> writes() {
    return List.of(
        SimpleCall.of(
            "write",
            INT,
            "write memory, or given content, at the file position, or at the end if opened so",
            this::writeAtPosition,
            FILE_DESCRIPTOR,
            SOURCE,
            LENGTH.optional()),
        SimpleCall.of(
            "pwrite",
            INT,
            "write memory, or given content, at an offset",
            call -> write(call, call.number(3)).result(),
            FILE_DESCRIPTOR,
            SOURCE,
            LENGTH,
            OFFSET));
  }

  private long open(CallContext call) {
    Either<Errno, Names.Opened> opened =
        call.flag(1, "O_CREAT")
            ? users.create(call.text(0), call.flag(1, "O_EXCL"))
            : mounts
                .root()
                .namespace()
                .lookup(call.text(0))
                .map(there -> new Names.Opened(there, false));
    Either<Errno, Inode> found =
        opened.flatMap(it ->
            call.flag(1, "O_TRUNC") && !it.created()
                ? emptied(it.inode())
                : Either.right(it.inode()));
    int flags = OpenFlags.of(call, 1);
    return found.fold(Errno::result, inode -> state.open(call.process(), inode, flags));
  }

  /** What O_TRUNC asks for (handle_truncate). */
  private Either<Errno, Inode> emptied(Inode inode) {
    Errno errno = reshapes.setSize(inode, 0);
    return errno.failed() ? Either.left(errno) : Either.right(inode);
  }

  private long memfdCreate(CallContext call) {
    if (call.text(0).length() > LONGEST_MEMFD_NAME) {
      return Errno.EINVAL.result();
    }
    Inode inode = memoryFiles.memfd(call.text(0), call.flag(1, "MFD_HUGETLB"));
    return inode == null
        ? Errno.ENOMEM.result()
        : state.open(call.process(), inode, OpenFlags.READ_WRITE);
  }

  private long close(CallContext call) {
    ProgramState.OpenFile file = state.file(call.process(), call.number(0));
    if (file == null || !state.close(file)) {
      return Errno.EBADF.result();
    }
    users.left(file.inode());
    return 0;
  }

  /** What is done at a file position. */
  private interface AtPosition {
    long at(long position);
  }

  private long writeAtPosition(CallContext call) {
    ProgramState.OpenFile file = file(call);
    if (file == null) {
      return Errno.EBADF.result();
    }
    FileWrites.Written written = write(call, state.position(file));
    if (written.result() > 0) {
      state.moveTo(file, written.position() + written.result());
    }
    return written.result();
  }

  private long withPosition(CallContext call, AtPosition action) {
    ProgramState.OpenFile file = file(call);
    if (file == null) {
      return Errno.EBADF.result();
    }
    long position = state.position(file);
    long result = action.at(position);
    if (result > 0) {
      state.moveTo(file, position + result);
    }
    return result;
  }

  private long read(CallContext call, long position) {
    if (position < 0) {
      return Errno.EINVAL.result();
    }
    ProgramState.OpenFile file = file(call);
    if (file == null || !file.readable()) {
      return Errno.EBADF.result();
    }
    Mm mm = mms.of(call.process());
    long address = call.number(1);
    int length = (int) call.number(2);
    if (file.direct()) {
      return mapped.change(
          mm,
          address,
          length,
          () -> direct.read(file.inode(), position, buffer(mm, address, length)),
          null);
    }
    Either<Errno, Content> bytes = buffered.read(file.inode(), position, length);
    if (bytes.isLeft()) {
      return bytes.getLeft().result();
    }
    Content content = bytes.get();
    return mapped.change(
        mm, address, content.length(), () -> memory.copyTo(mm, address, content), content);
  }

  private long aioRead(CallContext call) {
    ProgramState.OpenFile file = file(call);
    if (file == null || !file.readable()) {
      return Errno.EBADF.result();
    }
    if (!file.direct()) {
      return Errno.EINVAL.result();
    }
    Mm mm = mms.of(call.process());
    long address = call.number(1);
    int length = (int) call.number(2);
    long offset = call.number(3);
    return mapped.change(
        mm,
        address,
        length,
        () -> direct.start(file.inode(), offset, buffer(mm, address, length)),
        null);
  }

  private ReadBuffer buffer(Mm mm, long address, long length) {
    return new ReadBuffer(mm, address, length, this::storeZeroes);
  }

  private long storeZeroes(Mm mm, long address, int length) {
    Content zeroes = Content.fill(0, length);
    return mapped.change(mm, address, length, () -> memory.copyTo(mm, address, zeroes), zeroes);
  }

  /** Checks in the order of ksys_pwrite64 and generic_write_checks. */
  private FileWrites.Written write(CallContext call, long position) {
    ProgramState.OpenFile file = file(call);
    if (position < 0) {
      return refused(Errno.EINVAL);
    }
    if (file == null || !file.writable()) {
      return refused(Errno.EBADF);
    }
    int length = call.has(2) ? (int) call.number(2) : 1;
    Either<Errno, Content> source =
        call.isContent(1)
            ? Either.right(call.content(1, length))
            : memory.load(mms.of(call.process()), call.number(1), length);
    if (source.isLeft()) {
      return refused(source.getLeft());
    }
    Content content = source.get();
    if (position >= FileWrites.MOST_BYTES && !file.append() && content.length() > 0) {
      return refused(Errno.EFBIG);
    }
    WriteSource bytes =
        call.isContent(1)
            ? new WriteSource.Literal(content)
            : new WriteSource.UserBuffer(mms.of(call.process()), call.number(1), content);
    if (file.append()) {
      return writes.append(file, bytes, content);
    }
    state.changeBegan(file.inode().number(), position, content.length());
    return new FileWrites.Written(position, writes.write(file, position, bytes, content));
  }

  private static FileWrites.Written refused(Errno errno) {
    return new FileWrites.Written(0, errno.result());
  }

  private ProgramState.@Nullable OpenFile file(CallContext call) {
    return state.file(call, 0);
  }
}
