package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.ADDRESS;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.NEW_PID;
import static org.folioscope.scenarios.language.ValueType.PID;
import static org.folioscope.scenarios.language.ValueType.SIZE;

import io.vavr.collection.Vector;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.memfile.MemoryFiles;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.mmap.Fork;
import org.folioscope.vm.mmap.Mremap;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.vfs.DirectIo;

/** Calls on processes as a whole: a child, the end, by a signal too, memory that moves. */
final class ProcessCalls {

  private final Machine machine;
  private final Mms mms;
  private final Inodes inodes;
  private final Fork fork;
  private final Mremap mremap;
  private final DirectIo direct;
  private final MemoryCalls memory;
  private final ProgramState state;
  private final Signals signals;

  @Inject
  ProcessCalls(
      Machine machine,
      Mms mms,
      Inodes inodes,
      Fork fork,
      Mremap mremap,
      DirectIo direct,
      MemoryCalls memory,
      ProgramState state,
      Signals signals) {
    this.machine = machine;
    this.mms = mms;
    this.inodes = inodes;
    this.fork = fork;
    this.mremap = mremap;
    this.direct = direct;
    this.memory = memory;
    this.state = state;
    this.signals = signals;
  }

  List<KernelCall> all() {
    return List.of(
        SimpleCall.of(
            Program.FORK,
            INT,
            "make a process whose memory and descriptors are copies of the caller's; tasks with"
                + " that `process:` begin then; the result is its number",
            this::fork,
            Parameter.of("child", NEW_PID)),
        SimpleCall.of(
            "exit",
            INT,
            "end the process: its memory is unmapped when every task of it has called this or is"
                + " over",
            this::exit),
        SimpleCall.of(
            Program.KILL,
            INT,
            "send SIGKILL to the tasks of a process: killable sleeps end, and each task ends when"
                + " its call is over",
            this::kill,
            Parameter.of("process", PID)),
        SimpleCall.of(
            "mremap",
            ADDRESS,
            "let an area of memory grow, or move it: to the new address with MREMAP_FIXED, where"
                + " nothing may be mapped",
            this::mremap,
            Parameter.of("address", ADDRESS),
            Parameter.of("old_length", SIZE),
            Parameter.of("new_length", SIZE),
            Parameter.flags("flags", "MREMAP_MAYMOVE", "MREMAP_FIXED"),
            Parameter.of("new_address", ADDRESS).optional()));
  }

  private long fork(CallContext call) {
    int child = call.processOf(0);
    if (child == call.process() || machine.atomicGet(() -> state.isForked(child))) {
      return Errno.EEXIST.result();
    }
    Errno errno = fork.copy(mms.of(call.process()), mms.of(child));
    if (errno.failed()) {
      return errno.result();
    }
    state.fork(call.process(), child);
    return child;
  }

  private long exit(CallContext call) {
    exit(call.process(), call.tasksOfProcess());
    return 0;
  }

  /** Requests under way are waited for first (exit_aio). */
  private void exit(int process, Vector<Integer> tasks) {
    direct.finish();
    state.leave(process);
    state.awaitLeft(tasks.remove(machine.currentTask()));
    memory.exit(process);
  }

  private long kill(CallContext call) {
    signals.kill(call.tasksOf(call.processOf(0)).asJava());
    return 0;
  }

  /** On the way back to the program: whether SIGKILL is pending, which ends it (get_signal). */
  boolean endsKilled(Program program, int process) {
    if (!isKilled(program)) {
      return false;
    }
    exit(process, program.tasksOf(process));
    return true;
  }

  /** Whether SIGKILL is pending for the current task, as of the step before. */
  boolean isKilled(Program program) {
    return program.kills() && signals.fatalPending();
  }

  /** The same as part of a wait's condition. */
  BooleanSupplier killed(Program program) {
    int task = machine.currentTask();
    return () -> program.kills() && signals.fatalPending(task);
  }

  private long mremap(CallContext call) {
    Mm mm = mms.of(call.process());
    if (!mm.mmapLock().downWriteKillable(signals.killed())) {
      return Errno.EINTR.result();
    }
    long result = mremapLocked(call, mm);
    mm.mmapLock().upWrite();
    return result;
  }

  private long mremapLocked(CallContext call, Mm mm) {
    long start = call.number(0);
    long length = roundUp(call.number(1));
    long wanted = roundUp(call.number(2));
    Vma area = machine.nowGet(() -> mm.find(start));
    if (area == null) {
      return Errno.EFAULT.result();
    }
    boolean fixed = call.flag(3, "MREMAP_FIXED");
    if (!isWhole(area, start, length) || wanted < length || fixed != call.has(4)) {
      return Errno.EINVAL.result();
    }
    if (!fixed && wanted == length) {
      return start;
    }
    if (!call.flag(3, "MREMAP_MAYMOVE")) {
      return (fixed ? Errno.EINVAL : Errno.ENOMEM).result();
    }
    long target = fixed ? call.number(4) : machine.nowGet(() -> mm.freeAddress(wanted, Folio.SIZE));
    if (target % Folio.SIZE != 0 || machine.nowGet(() -> overlaps(mm, target, wanted))) {
      return Errno.EINVAL.result();
    }
    mremap.move(mm, area, target, wanted);
    return target;
  }

  private boolean isWhole(Vma area, long start, long length) {
    return area.start() == start
        && area.end() - start == length
        && MemoryFiles.pageSize(inodes.of(area.inode())) == Folio.SIZE;
  }

  private static boolean overlaps(Mm mm, long start, long length) {
    return mm.areas().stream()
        .anyMatch(area -> area.start() < start + length && area.end() > start);
  }

  private static long roundUp(long length) {
    return Math.ceilDiv(length, Folio.SIZE) * Folio.SIZE;
  }
}
