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
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.vfs.UserMemory;

/** Calls on memory: mapping, unmapping, loads and stores. */
final class MemoryCalls {

  private final Machine machine;
  private final Mms mms;
  private final Inodes inodes;
  private final Folios folios;
  private final Mounts mounts;
  private final Rmap rmap;
  private final Reclaim reclaim;
  private final UserMemory memory;
  private final ProgramState state;
  private final MappedFiles mapped;

  @Inject
  MemoryCalls(
      Machine machine,
      Mms mms,
      Inodes inodes,
      Folios folios,
      Mounts mounts,
      Rmap rmap,
      Reclaim reclaim,
      UserMemory memory,
      ProgramState state,
      MappedFiles mapped) {
    this.machine = machine;
    this.mms = mms;
    this.inodes = inodes;
    this.folios = folios;
    this.mounts = mounts;
    this.rmap = rmap;
    this.reclaim = reclaim;
    this.memory = memory;
    this.state = state;
    this.mapped = mapped;
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
            "a program loads a byte of its memory; the result is its value",
            this::load,
            Parameter.of("address", ADDRESS)),
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
      unmap(mm, area);
    }
  }

  private long mmap(CallContext call) {
    long length = roundUp(call.number(0));
    boolean anonymous = call.flag(2, "MAP_ANONYMOUS");
    if (length == 0 || call.flag(2, "MAP_SHARED") == call.flag(2, "MAP_PRIVATE")) {
      return Errno.EINVAL.result();
    }
    ProgramState.OpenFile file = null;
    if (!anonymous) {
      file = call.has(3) ? state.file(call.process(), call.number(3)) : null;
      if (file == null) {
        return Errno.EBADF.result();
      }
    }
    long offset = call.has(4) ? call.number(4) : 0;
    if (offset % Folio.SIZE != 0) {
      return Errno.EINVAL.result();
    }
    Inode inode = file == null ? inodes.of(0) : file.inode();
    Mm mm = mms.of(call.process());
    mm.mmapLock().downWrite();
    Errno errno = anonymous ? Errno.OK : mounts.of(inode).files().mmap(inode);
    long result = errno.result();
    if (!errno.failed()) {
      result =
          machine.atomicGet(() -> {
            long start = mm.freeAddress(length);
            boolean read = call.flag(1, "PROT_READ");
            boolean write = call.flag(1, "PROT_WRITE");
            mm.map(
                new Vma(
                    start,
                    start + length,
                    read,
                    write,
                    call.flag(2, "MAP_SHARED") && !anonymous,
                    inode.number(),
                    offset / Folio.SIZE));
            return start;
          });
    }
    mm.mmapLock().upWrite();
    return result;
  }

  private long munmap(CallContext call) {
    long start = call.number(0);
    long end = start + roundUp(call.number(1));
    Mm mm = mms.of(call.process());
    mm.mmapLock().downWrite();
    for (Vma area : machine.atomicGet(mm::areas)) {
      if (area.start() >= start && area.end() <= end) {
        unmap(mm, area);
      }
    }
    mm.mmapLock().upWrite();
    return 0;
  }

  private void unmap(Mm mm, Vma area) {
    for (long page = area.start() / Folio.SIZE; page < area.end() / Folio.SIZE; page++) {
      long cleared = page;
      machine.atomic(() -> {
        Pte pte = mm.pte(cleared);
        if (pte != null) {
          rmap.clearEntry(mm, cleared, folios.of(pte.folio()));
        }
      });
    }
    machine.atomic(() -> mm.unmap(area));
  }

  private long store(CallContext call) {
    Content content = call.content(1, call.has(2) ? (int) call.number(2) : 1);
    Mm mm = mms.of(call.process());
    return mapped.change(
        mm,
        call.number(0),
        content.length(),
        () ->
            memory.store(mm, call.number(0), content).failed()
                ? Errno.EFAULT.result()
                : content.length(),
        content);
  }

  private long load(CallContext call) {
    Either<Errno, Content> loaded = memory.load(mms.of(call.process()), call.number(0), 1);
    return loaded.fold(Errno::result, content -> content.byteAt(0));
  }

  private long madvise(CallContext call) {
    Mm mm = mms.of(call.process());
    long start = call.number(0);
    long end = start + roundUp(call.number(1));
    for (Vma area : machine.atomicGet(mm::areas)) {
      if (area.hasFile() && area.start() < end && area.end() > start) {
        long first = area.index(Math.max(area.start(), start));
        long last = area.index(Math.min(area.end(), end) - 1);
        reclaim.pageOut(inodes.of(area.inode()), first, last);
      }
    }
    return 0;
  }

  private static long roundUp(long length) {
    return (length + Folio.SIZE - 1) / Folio.SIZE * Folio.SIZE;
  }
}
