package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.time.Timers;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.bdi.FlusherIdle;
import org.folioscope.vm.bdi.SyncOver;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.contract.WritebackSlice;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vmstat.DirtyCounts;

/**
 * What the flusher of the disk does by itself (wb_workfn), in a task that stands for it: it writes
 * what is old, or in the background what is dirty at all. It is one thread: works follow one
 * another. Machines have it where {@link WritebackOptions#tracked} says so.
 */
@Singleton
public final class FlusherThread {

  /** How often it wakes up: 5 s in nanoseconds (dirty_writeback_interval). */
  public static final long INTERVAL = 5_000_000_000L;

  /** The kernel thread that somebody wakes who has dirtied many pages. */
  public static final int TASK = TaskIds.KERNEL_THREADS + 2;

  /** Its name. */
  public static final String NAME = "kworker-flush";

  /** At what age pages are old: 30 s in nanoseconds (dirty_expire_interval). */
  public static final long EXPIRE = 6 * INTERVAL;

  private final Machine machine;
  private final Timers timers;
  private final DirtyInodes dirty;
  private final InodeWriteback writer;
  private final WritebackOptions options;
  private final DirtyCounts counts;
  private final TaskSpec thread;

  /** What a pass over the inodes in hand came to; each cleaned inode is progress as well. */
  private record Progress(int pages, int cleaned) {

    Progress and(int morePages, boolean clean) {
      return new Progress(pages + morePages, cleaned + (clean ? 1 : 0));
    }

    boolean none() {
      return pages + cleaned == 0;
    }
  }

  /** For the disk's inodes. */
  @Inject
  FlusherThread(
      Machine machine,
      Timers timers,
      DirtyInodes dirty,
      InodeWriteback writer,
      WritebackOptions options,
      DirtyCounts counts) {
    this.machine = machine;
    this.timers = timers;
    this.dirty = dirty;
    this.writer = writer;
    this.options = options;
    this.counts = counts;
    this.thread = new TaskSpec(TASK, NAME, Context.PROCESS, TASK, this::background);
  }

  /**
   * Has a kernel thread write in the background, unless it does already
   * (wb_start_background_writeback). Only inside a step.
   */
  public void wake() {
    if (!machine.isLive(TASK)) {
      machine.start(thread);
    }
  }

  /** Whether the flusher does nothing, nor is about to. Only reads. */
  public boolean isIdle() {
    return !machine.isLive(TASK) && dirty.worker() == null;
  }

  /** Names the tasks that do the flusher's work. Only reads. */
  public void workers(IntConsumer tasks) {
    Integer worker = dirty.worker();
    if (worker != null) {
      tasks.accept(worker);
    } else if (machine.isLive(TASK)) {
      tasks.accept(TASK);
    }
  }

  /**
   * Wakes up as often as the machine's periods say and writes what is old then
   * (wb_check_old_data_flush). Wake-ups at which nothing can be old yet are left out: they are not
   * counted and take no step. Returns how many pages it wrote.
   */
  public int periodic() {
    int pages = 0;
    for (int period = 0; period < options.periods(); period++) {
      timers.sleep(this::untilSomethingIsOld);
      pages += work(() -> timers.now() - EXPIRE, () -> true);
      pages += counts.limited() ? background() : 0;
    }
    return pages;
  }

  /**
   * Writes what is dirty, however young, while there is more than the background limit, or as long
   * as it gets on where there are no limits (wb_check_background_flush). Returns how many pages it
   * wrote.
   */
  public int background() {
    return work(timers::now, counts::overBackground);
  }

  /**
   * Starts to write every inode, for integrity, as work of the flusher that goes before its own;
   * the caller does it in its place (sync_inodes_sb).
   */
  void writeAll(List<Inode> files) {
    int task = beginQueuedWork();
    for (Inode file : files) {
      machine.atomicWhen(new SyncOver(dirty, file), () -> dirty.beginSync(file, task));
      writer.write(file, WritebackControl.syncAll());
      machine.atomic(() -> {
        if (writer.isClean(file)) {
          dirty.remove(file);
        } else if (!file.gone()) {
          dirty.redirtyNow(file);
        }
        dirty.endSync(file);
      });
    }
    machine.atomic(dirty::endWork);
  }

  /**
   * Starts to write every inode that nobody writes already, waiting for nothing, as work of the
   * flusher too (writeback_inodes_sb).
   */
  void startAll(List<Inode> files) {
    beginQueuedWork();
    files.forEach(file -> writer.writeAlone(file, WritebackControl.tagged()));
    machine.atomic(dirty::endWork);
  }

  private int beginQueuedWork() {
    int task = machine.currentTask();
    machine.atomic(() -> dirty.queueWork(task));
    machine.atomicWhen(new FlusherIdle(dirty, false), () -> dirty.beginQueuedWork(task));
    return task;
  }

  private long untilSomethingIsOld() {
    long time = Math.max(dirty.expiry(EXPIRE) - timers.now(), INTERVAL);
    return Math.ceilDiv(time, INTERVAL) * INTERVAL;
  }

  /** One work, as long as it gets on (wb_writeback). */
  private int work(LongSupplier dirtiedBefore, BooleanSupplier wanted) {
    try (Frame _ = machine.enter("wb_workfn");
        Frame _ = machine.enter("wb_writeback")) {
      int task = machine.currentTask();
      machine.atomicWhen(new FlusherIdle(dirty, true), () -> dirty.beginOwnWork(task));
      int pages = 0;
      boolean more = true;
      while (more && takesMore(dirtiedBefore, wanted)) {
        Progress progress = writeInHand(task);
        pages += progress.pages();
        more = !progress.none() || outwaitPutOff();
      }
      machine.atomic(dirty::endWork);
      return pages;
    }
  }

  /**
   * Takes inodes in hand, unless no more is wanted or somebody has queued other work, which goes
   * first.
   */
  private boolean takesMore(LongSupplier dirtiedBefore, BooleanSupplier wanted) {
    return machine.atomicGet(() -> {
      if (dirty.hasQueuedWork() || !wanted.getAsBoolean()) {
        return false;
      }
      dirty.queueIo(dirtiedBefore.getAsLong());
      return true;
    });
  }

  /** One inode after the other (writeback_sb_inodes). */
  private Progress writeInHand(int task) {
    try (Frame _ = machine.enter("writeback_sb_inodes")) {
      Progress progress = new Progress(0, 0);
      Inode inode = machine.atomicGet(() -> dirty.claim(task));
      while (inode != null) {
        Inode claimed = inode;
        WritebackSlice slice = new WritebackSlice(options.slice());
        writer.write(claimed, WritebackControl.cyclic(slice));
        boolean clean = machine.atomicGet(() -> giveBack(claimed, slice));
        progress = progress.and(slice.written(), clean);
        inode = machine.atomicGet(() -> dirty.claim(task));
      }
      return progress;
    }
  }

  /** Where the inode goes now (requeue_inode); whether it is clean. */
  private boolean giveBack(Inode inode, WritebackSlice slice) {
    boolean clean = writer.isClean(inode);
    if (clean) {
      dirty.remove(inode);
    } else if (!inode.gone() && slice.isUsedUp()) {
      dirty.requeue(inode);
    } else if (!inode.gone()) {
      dirty.redirtyTail(inode);
    }
    dirty.endSync(inode);
    return clean;
  }

  /** Sleeps while the inode that was put off first is busy; false if none was. */
  private boolean outwaitPutOff() {
    Inode inode = machine.atomicGet(dirty::putOff);
    if (inode != null) {
      machine.await(new SyncOver(dirty, inode));
    }
    return inode != null;
  }
}
