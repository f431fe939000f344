package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.ADDRESS;
import static org.folioscope.scenarios.language.ValueType.FD;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.InodePolicies;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.vfs.Umount;
import org.folioscope.vm.writeback.Flusher;
import org.jspecify.annotations.Nullable;

/** Calls that ask for durability. */
final class SyncCalls {

  private static final Parameter FILE_DESCRIPTOR = Parameter.of("fd", FD, INT);

  private final Machine machine;
  private final Mms mms;
  private final Inodes inodes;
  private final Flusher flusher;
  private final FileUsers users;
  private final FileSync sync;
  private final ProgramState state;
  private final Umount umount;
  private final boolean syncfsTells;

  @Inject
  SyncCalls(
      Machine machine,
      Mms mms,
      Inodes inodes,
      Flusher flusher,
      FileUsers users,
      FileSync sync,
      ProgramState state,
      Umount umount,
      Policies policies) {
    this.machine = machine;
    this.mms = mms;
    this.inodes = inodes;
    this.flusher = flusher;
    this.users = users;
    this.sync = sync;
    this.state = state;
    this.umount = umount;
    this.syncfsTells = policies.get(InodePolicies.SYNCFS_ERRORS) == InodePolicies.Switch.ON;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
            "fsync",
            INT,
            "make data and metadata of a file durable",
            call -> fsync(call, false),
            FILE_DESCRIPTOR),
        SimpleCall.of(
            "fdatasync",
            INT,
            "make data of a file durable",
            call -> fsync(call, true),
            FILE_DESCRIPTOR),
        SimpleCall.of(
            "msync",
            INT,
            "with MS_SYNC make the files durable that a range of memory shows; else only check it",
            this::msync,
            Parameter.of("address", ADDRESS),
            Parameter.of("length", SIZE),
            Parameter.flags("flags", "MS_SYNC", "MS_ASYNC", "MS_INVALIDATE")),
        SimpleCall.of(
            "sync",
            INT,
            "make everything durable; nothing is said of errors",
            _ ->
                umount.sharing(() -> {
                  flusher.syncFilesystem(users.files());
                  return 0;
                })),
        SimpleCall.of(
            "syncfs",
            INT,
            "make the filesystem of an open file durable",
            this::syncfs,
            FILE_DESCRIPTOR));
  }

  private long fsync(CallContext call, boolean dataOnly) {
    ProgramState.OpenFile file = state.file(call, 0);
    return file == null ? Errno.EBADF.result() : sync.whole(file, dataOnly);
  }

  private long syncfs(CallContext call) {
    ProgramState.OpenFile file = state.file(call, 0);
    if (file == null) {
      return Errno.EBADF.result();
    }
    Errno errno = flusher.syncfs(users.files());
    Errno earlier = syncfsTells ? state.takeFilesystemError(file) : Errno.OK;
    return errno.failed() ? errno.result() : earlier.result();
  }

  /**
   * Area by area, as mm/msync.c: a gap is an error, and what lies behind it is done all the same.
   */
  private long msync(CallContext call) {
    long start = call.number(0);
    boolean asynchronous = call.flag(2, "MS_ASYNC");
    boolean synchronous = call.flag(2, "MS_SYNC");
    if (start % Folio.SIZE != 0 || (asynchronous && synchronous)) {
      return Errno.EINVAL.result();
    }
    long end = start + (call.number(1) + Folio.SIZE - 1) / Folio.SIZE * Folio.SIZE;
    Mm mm = mms.of(call.process());
    boolean onlyAsynchronous = asynchronous && !call.flag(2, "MS_INVALIDATE");
    boolean gap = false;
    long at = start;
    while (at < end) {
      long from = at;
      Vma area = lookUp(mm, from);
      if (area == null || area.start() >= end) {
        return Errno.ENOMEM.result();
      }
      gap |= from < area.start();
      if (gap && onlyAsynchronous) {
        return Errno.ENOMEM.result();
      }
      long result = synchronous ? sync(call.process(), area, from, end) : 0;
      if (result < 0) {
        return result;
      }
      at = area.end();
    }
    return gap ? Errno.ENOMEM.result() : 0;
  }

  /** The first area that ends behind the address (find_vma). */
  private @Nullable Vma lookUp(Mm mm, long address) {
    mm.mmapLock().downRead();
    Vma found =
        machine.atomicGet(() ->
            mm.areas().stream().filter(area -> area.end() > address).findFirst().orElse(null));
    mm.mmapLock().upRead();
    return found;
  }

  private long sync(int process, Vma area, long from, long end) {
    if (!area.hasFile() || !area.shared()) {
      return 0;
    }
    long start = Math.max(from, area.start());
    long length = Math.min(end, area.end()) - start;
    Inode inode = inodes.of(area.inode());
    return sync.range(process, inode, area.offset() * Folio.SIZE + start - area.start(), length);
  }
}
