package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.ADDRESS;
import static org.folioscope.scenarios.language.ValueType.CONTENT;
import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.ExpectedResult;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.memfile.MemoryFiles;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.mmap.Munmap;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.vfs.UserMemory;

/** Calls on memory: mapping, unmapping, loads and stores. */
final class MemoryCalls {

  private final Machine machine;
  private final Mms mms;
  private final Inodes inodes;
  private final Mounts mounts;
  private final Munmap munmap;
  private final Reclaim reclaim;
  private final UserMemory memory;
  private final ProgramState state;
  private final MappedFiles mapped;
  private final MemoryFiles memoryFiles;
  private final FileUsers users;
  private final Signals signals;

  @Inject
  MemoryCalls(
      Machine machine,
      Mms mms,
      Inodes inodes,
      Mounts mounts,
      Munmap munmap,
      Reclaim reclaim,
      UserMemory memory,
      ProgramState state,
      MappedFiles mapped,
      MemoryFiles memoryFiles,
      FileUsers users,
      Signals signals) {
    this.machine = machine;
    this.mms = mms;
    this.inodes = inodes;
    this.mounts = mounts;
    this.munmap = munmap;
    this.reclaim = reclaim;
    this.memory = memory;
    this.state = state;
    this.mapped = mapped;
    this.memoryFiles = memoryFiles;
    this.users = users;
    this.signals = signals;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
            "mmap",
            ADDRESS,
            "map a file, or anonymous memory, into the process",
            this::mmap,
            Parameter.of("length", SIZE),
            Parameter.flags("protection", "PROT_READ", "PROT_WRITE", "PROT_NONE"),
            Parameter.flags("flags", "MAP_SHARED", "MAP_PRIVATE", "MAP_ANONYMOUS"),
            Parameter.of("fd", FD, INT).optional(),
            Parameter.of("offset", SIZE).optional()),
        SimpleCall.of(
            "munmap",
            INT,
            "unmap the areas that lie in the range",
            this::munmap,
            Parameter.of("address", ADDRESS),
            Parameter.of("length", SIZE)),
        SimpleCall.of(
            "store",
            INT,
            "a program stores bytes into its memory",
            this::store,
            Parameter.of("address", ADDRESS),
            Parameter.of("content", CONTENT),
            Parameter.of("length", SIZE).optional()),
        SimpleCall.of(
            "load",
            INT,
            "a program loads a byte of its memory, whose value is the result, or several",
            this::load,
            Parameter.of("address", ADDRESS),
            Parameter.of("length", SIZE).optional()),
        SimpleCall.of(
            "madvise",
            INT,
            "MADV_PAGEOUT: take the pages of the range back now",
            this::madvise,
            Parameter.of("address", ADDRESS),
            Parameter.of("length", SIZE),
            Parameter.choice("advice", "MADV_PAGEOUT")));
  }

  /** Unmaps everything of a process, as its exit does. */
  void exit(int process) {
    Mm mm = mms.of(process);
    for (Vma area : machine.atomicGet(mm::areas)) {
      munmap.unmap(mm, area);
      users.left(inodes.of(area.inode()));
    }
  }

  private long mmap(CallContext call) {
    boolean shared = call.flag(2, "MAP_SHARED");
    if (call.number(0) == 0 || shared == call.flag(2, "MAP_PRIVATE")) {
      return Errno.EINVAL.result();
    }
    boolean anonymous = call.flag(2, "MAP_ANONYMOUS");
    Either<Errno, Inode> backing = anonymous ? memory(call, shared) : file(call);
    long offset = call.has(4) ? call.number(4) : 0;
    if (backing.isLeft()) {
      return backing.getLeft().result();
    }
    return offset % Folio.SIZE == 0
        ? map(call, backing.get(), anonymous ? 0 : offset)
        : Errno.EINVAL.result();
  }

  private Either<Errno, Inode> file(CallContext call) {
    ProgramState.OpenFile file = call.has(3) ? state.file(call, 3) : null;
    if (file == null) {
      return Either.left(Errno.EBADF);
    }
    boolean stores = call.flag(1, "PROT_WRITE") && call.flag(2, "MAP_SHARED");
    return file.readable() && (file.writable() || !stores)
        ? Either.right(file.inode())
        : Either.left(Errno.EACCES);
  }

  /** Nothing for private memory; a file in memory for what processes can share. */
  private Either<Errno, Inode> memory(CallContext call, boolean shared) {
    if (!shared) {
      return Either.right(inodes.of(0));
    }
    Inode inode = memoryFiles.sharedAnonymous(roundUp(call.number(0), Folio.SIZE));
    return inode == null ? Either.left(Errno.ENOMEM) : Either.right(inode);
  }

  private long map(CallContext call, Inode inode, long offset) {
    long pageSize = MemoryFiles.pageSize(inode);
    long length = roundUp(call.number(0), pageSize);
    boolean write = call.flag(1, "PROT_WRITE");
    Mm mm = mms.of(call.process());
    if (!mm.mmapLock().downWriteKillable(signals.killed())) {
      return Errno.EINTR.result();
    }
    Errno errno = mayMap(inode, offset, length, write);
    long result = errno.result();
    if (!errno.failed()) {
      result =
          machine.atomicGet(() -> {
            long start = mm.freeAddress(length, pageSize);
            boolean read = call.flag(1, "PROT_READ");
            boolean shared = call.flag(2, "MAP_SHARED");
            mm.map(
                new Vma(
                    start,
                    start + length,
                    read,
                    write,
                    shared,
                    inode.number(),
                    offset / Folio.SIZE));
            return start;
          });
    }
    mm.mmapLock().upWrite();
    return result;
  }

  private Errno mayMap(Inode inode, long offset, long length, boolean write) {
    if (inode.number() == 0) {
      return Errno.OK;
    }
    Errno errno = mounts.of(inode).files().mmap(inode);
    return errno.failed() ? errno : memoryFiles.map(inode, offset, length, write);
  }

  private long munmap(CallContext call) {
    long start = call.number(0);
    long end = start + roundUp(call.number(1), Folio.SIZE);
    Mm mm = mms.of(call.process());
    if (!mm.mmapLock().downWriteKillable(signals.killed())) {
      return Errno.EINTR.result();
    }
    List<Vma> areas = machine.atomicGet(mm::areas);
    boolean cuts = areas.stream().anyMatch(area -> cutsPage(area, start) || cutsPage(area, end));
    List<Vma> inside =
        areas.stream().filter(area -> !cuts && area.start() >= start && area.end() <= end).toList();
    inside.forEach(area -> munmap.unmap(mm, area));
    mm.mmapLock().upWrite();
    inside.forEach(area -> users.left(inodes.of(area.inode())));
    return cuts ? Errno.EINVAL.result() : 0;
  }

  /** Whether the address is inside a huge page (hugetlb_vm_op_split). */
  private boolean cutsPage(Vma area, long address) {
    long pageSize = MemoryFiles.pageSize(inodes.of(area.inode()));
    return pageSize > Folio.SIZE
        && address > area.start()
        && address < area.end()
        && (address - area.start()) % pageSize != 0;
  }

  private long store(CallContext call) {
    Content content = call.content(1, call.has(2) ? (int) call.number(2) : 1);
    Mm mm = mms.of(call.process());
    return mapped.change(
        mm,
        call.number(0),
        content.length(),
        () -> {
          FaultResult result = memory.access(mm, call.number(0), content);
          return result.failed() ? signal(call, result) : content.length();
        },
        content);
  }

  private long load(CallContext call) {
    int length = call.has(1) ? (int) call.number(1) : 1;
    return memory
        .access(mms.of(call.process()), call.number(0), length)
        .fold(result -> signal(call, result), content -> loaded(call, content));
  }

  /** The program gets a signal; what it was about to do is not done. */
  private static long signal(CallContext call, FaultResult result) {
    if (result == FaultResult.KILLED) {
      return Errno.EINTR.result();
    }
    call.signalled(
        result == FaultResult.SIGSEGV
            ? ExpectedResult.Signal.SIGSEGV
            : ExpectedResult.Signal.SIGBUS);
    return Errno.EFAULT.result();
  }

  private static long loaded(CallContext call, Content content) {
    call.gave(content);
    return content.length() == 0 ? 0 : content.byteAt(0);
  }

  private long madvise(CallContext call) {
    Mm mm = mms.of(call.process());
    long start = call.number(0);
    long end = start + roundUp(call.number(1), Folio.SIZE);
    for (Vma area : machine.atomicGet(mm::areas)) {
      if (area.hasFile() && area.start() < end && area.end() > start) {
        Inode inode = inodes.of(area.inode());
        if (MemoryFiles.pageSize(inode) > Folio.SIZE) {
          return Errno.EINVAL.result();
        }
        long first = area.index(Math.max(area.start(), start));
        long last = area.index(Math.min(area.end(), end) - 1);
        reclaim.pageOut(inode, first, last);
      } else if (!area.hasFile() && area.start() < end && area.end() > start) {
        long first = Math.max(area.start(), start) / Folio.SIZE;
        reclaim.pageOut(mm, first, (Math.min(area.end(), end) - 1) / Folio.SIZE);
      }
    }
    return 0;
  }

  private static long roundUp(long length, long unit) {
    return (length + unit - 1) / unit * unit;
  }
}
