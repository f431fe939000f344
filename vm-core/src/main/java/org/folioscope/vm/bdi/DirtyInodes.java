package org.folioscope.vm.bdi;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.time.Timers;
import org.folioscope.vm.bdi.BdiEvent.Queue;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.inode.Superblock;
import org.jspecify.annotations.Nullable;

/**
 * The dirty inodes of the disk by age, and those that are being written (struct bdi_writeback,
 * dirtied_when, I_SYNC). Each method is one section of list_lock: only inside a step. Where they
 * are not tracked, nothing is dirty for long and nothing is being written.
 */
@Singleton
public final class DirtyInodes implements StateOwner<BdiEvent> {

  private static final EventFamily<BdiEvent> FAMILY = EventFamily.of("bdi", 1, BdiEvent.class);

  private final Inodes inodes;
  private final Timers timers;
  private final WritebackOptions options;
  private final InodeQueues queues;
  private final LongArray dirtiedWhen;

  /** The tasks that write inodes, plus one. */
  private final LongArray syncing;

  /** The task that does the flusher's work. */
  private final LongMap<Integer> working;

  /** The tasks that have queued work. */
  private final LongMap<Boolean> queued;

  private final Emitter<BdiEvent> events;

  /** Nothing is dirty. */
  @Inject
  public DirtyInodes(Machine machine, Inodes inodes, Timers timers, WritebackOptions options) {
    this.inodes = inodes;
    this.timers = timers;
    this.options = options;
    this.queues = new InodeQueues(machine.space());
    this.dirtiedWhen = machine.space().longs("bdi.dirtied-when");
    this.syncing = machine.space().longs("bdi.sync");
    this.working = machine.space().map("bdi.working");
    this.queued = machine.space().map("bdi.work");
    this.events = machine.own(this);
  }

  /** Whether there are lists at all. */
  public boolean tracked() {
    return options.tracked();
  }

  /**
   * The inode was clean until now: it is the youngest, unless the flusher has it in hand, which
   * sees to that itself (__mark_inode_dirty).
   */
  public void dirtied(Inode inode) {
    if (tracked() && inode.superblock() == Superblock.ROOT && !inode.gone() && !isInHand(inode)) {
      enqueue(inode.number(), Queue.DIRTY, timers.now());
    }
  }

  /**
   * From when on there can be an inode that has been dirty for that long; now if one is in hand.
   */
  public long expiry(long age) {
    if (queues.first(Queue.IO) != null || queues.first(Queue.MORE_IO) != null) {
      return timers.now();
    }
    Integer oldest = queues.first(Queue.DIRTY);
    return (oldest == null ? timers.now() : dirtiedWhen.get(oldest)) + age;
  }

  /**
   * Takes what became dirty by then to be written, when all that was taken before is; what was put
   * off before goes first (queue_io). Since the list is in order, the first that is too young ends
   * it (move_expired_inodes).
   */
  public void queueIo(long dirtiedBefore) {
    if (queues.first(Queue.IO) != null) {
      return;
    }
    Integer inode = queues.first(Queue.MORE_IO);
    while (inode != null) {
      enqueue(inode, Queue.IO, dirtiedWhen.get(inode));
      inode = queues.first(Queue.MORE_IO);
    }
    inode = queues.first(Queue.DIRTY);
    while (inode != null && dirtiedWhen.get(inode) <= dirtiedBefore) {
      enqueue(inode, Queue.IO, dirtiedWhen.get(inode));
      inode = queues.first(Queue.DIRTY);
    }
  }

  /**
   * Begins to write the next inode without waiting; those that somebody else writes are put off
   * (requeue_io), and those that are on their way out forgotten. Null when none is left.
   */
  public @Nullable Inode claim(int task) {
    Integer next = queues.first(Queue.IO);
    while (next != null) {
      Inode inode = inodes.of(next);
      if (inode.gone()) {
        remove(inode);
      } else if (isSyncing(inode)) {
        requeue(inode);
      } else {
        beginSync(inode, task);
        return inode;
      }
      next = queues.first(Queue.IO);
    }
    return null;
  }

  /** Those on any of the lists that are not on their way out. Only reads. */
  public List<Inode> queuedInodes() {
    return queues.all().stream().map(inodes::of).filter(inode -> !inode.gone()).toList();
  }

  /** The inode that was put off first, or null. */
  public @Nullable Inode putOff() {
    Integer inode = queues.first(Queue.MORE_IO);
    return inode == null ? null : inodes.of(inode);
  }

  /** From here on the task writes the inode (I_SYNC). */
  public void beginSync(Inode inode, int task) {
    events.emit(new BdiEvent.SyncBegan(inode.number(), task));
  }

  /** It does not any more (inode_sync_complete). */
  public void endSync(Inode inode) {
    events.emit(new BdiEvent.SyncEnded(inode.number()));
  }

  /** Whether somebody writes the inode. */
  public boolean isSyncing(Inode inode) {
    return syncing.get(inode.number()) != 0;
  }

  /** Whether the flusher has taken the inode to be written (I_SYNC_QUEUED). */
  public boolean isInHand(Inode inode) {
    Queue queue = queues.of(inode.number());
    return queue == Queue.IO || queue == Queue.MORE_IO;
  }

  /** The flusher goes on with the inode when it is through with the others (requeue_io). */
  public void requeue(Inode inode) {
    enqueue(inode.number(), Queue.MORE_IO, dirtiedWhen.get(inode.number()));
  }

  /**
   * The inode waits for its next turn; it keeps its age unless it would break the order
   * (redirty_tail).
   */
  public void redirtyTail(Inode inode) {
    int number = inode.number();
    Integer youngest = queues.last(Queue.DIRTY);
    long since = dirtiedWhen.get(number);
    boolean older = youngest != null && since < dirtiedWhen.get(youngest);
    enqueue(number, Queue.DIRTY, older ? timers.now() : since);
  }

  /** The same for one that was written for integrity: what is dirty is so from now on. */
  public void redirtyNow(Inode inode) {
    enqueue(inode.number(), Queue.DIRTY, timers.now());
  }

  /** The inode is clean, or on its way out (inode_io_list_del). */
  public void remove(Inode inode) {
    if (queues.of(inode.number()) != null) {
      events.emit(new BdiEvent.InodeUnqueued(inode.number()));
    }
  }

  /** Somebody else wants the flusher to work. */
  public boolean hasQueuedWork() {
    return queued.nextKey(0) != null;
  }

  /** Queues work for the flusher; it is begun when no other is under way. */
  public void queueWork(int task) {
    events.emit(new BdiEvent.WorkQueued(task));
  }

  /** The task does the work that it queued. */
  public void beginQueuedWork(int task) {
    events.emit(new BdiEvent.QueuedWorkBegan(task));
  }

  /** The task does the flusher's own work. */
  public void beginOwnWork(int task) {
    events.emit(new BdiEvent.OwnWorkBegan(task));
  }

  /** The work is done. */
  public void endWork() {
    events.emit(new BdiEvent.WorkEnded());
  }

  /** The task that works, or null. */
  public @Nullable Integer worker() {
    return working.get(0);
  }

  /** The task that writes the inode, or -1. */
  int syncer(Inode inode) {
    return syncing.getInt(inode.number()) - 1;
  }

  @Override
  public EventFamily<BdiEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(BdiEvent event) {
    switch (event) {
      case BdiEvent.InodeQueued e -> {
        queues.append(e.inode(), e.queue());
        dirtiedWhen.set(e.inode(), e.dirtiedWhen());
      }
      case BdiEvent.InodeUnqueued e -> {
        queues.remove(e.inode());
        dirtiedWhen.set(e.inode(), 0);
      }
      case BdiEvent.SyncBegan e -> syncing.set(e.inode(), e.task() + 1L);
      case BdiEvent.SyncEnded e -> syncing.set(e.inode(), 0);
      case BdiEvent.WorkQueued e -> queued.put(e.task(), true);
      case BdiEvent.QueuedWorkBegan e -> {
        queued.put(e.task(), null);
        working.put(0, e.task());
      }
      case BdiEvent.OwnWorkBegan e -> working.put(0, e.task());
      case BdiEvent.WorkEnded _ -> working.put(0, null);
    }
  }

  private void enqueue(int inode, Queue queue, long since) {
    events.emit(new BdiEvent.InodeQueued(inode, queue, since));
  }
}
