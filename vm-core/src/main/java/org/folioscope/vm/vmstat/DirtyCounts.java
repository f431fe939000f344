package org.folioscope.vm.vmstat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Superblock;

/**
 * How many pages of files are dirty and how many under writeback. Counts are not flags: where the
 * kernel clears PG_dirty and nothing else, the page stays counted. Changes are parts of the steps
 * that change the flags; on a machine without limits none is made.
 */
@Singleton
public final class DirtyCounts implements StateOwner<VmstatEvent> {

  private static final EventFamily<VmstatEvent> FAMILY =
      EventFamily.of("vmstat", 1, VmstatEvent.class);

  private final Machine machine;
  private final DirtyOptions options;
  private final DirtyLimits limits;
  private final LongArray counts;

  /** How many pages each task dirtied since it looked (nr_dirtied). */
  private final LongArray dirtiedBy;

  private final Emitter<VmstatEvent> events;

  /** Nothing is dirty. */
  @Inject
  public DirtyCounts(Machine machine, DirtyOptions options) {
    this.machine = machine;
    this.options = options;
    this.limits = DirtyLimits.of(options.memory());
    this.counts = machine.space().longs("vmstat.counts");
    this.dirtiedBy = machine.space().longs("vmstat.dirtied-by");
    this.events = machine.own(this);
  }

  /** Whether there are limits, and so counts. */
  public boolean limited() {
    return options.limited();
  }

  /** Whether what is dirty in the file is counted (mapping_can_writeback). */
  public boolean concern(Inode inode) {
    return limited() && inode.superblock() == Superblock.ROOT;
  }

  /** A page of the file became dirty (folio_account_dirtied). Only inside a step. */
  public void dirtied(Inode inode) {
    if (concern(inode)) {
      events.emit(new VmstatEvent.DirtiedByTask(machine.currentTask()));
    }
  }

  /** A dirty page of the file is so no more (folio_account_cleaned). Only inside a step. */
  public void cleaned(Inode inode) {
    if (concern(inode)) {
      events.emit(new VmstatEvent.NodeStateChanged(NodeStat.FILE_DIRTY, -1));
    }
  }

  /** Writeback of a page began. Only inside a step. */
  public void writebackBegan() {
    writeback(1);
  }

  /** Writeback of a page ended. Only inside a step. */
  public void writebackEnded() {
    writeback(-1);
  }

  /** Whether the current task has dirtied so many pages that it has to look at the limits. */
  public boolean isTimeToLook() {
    return dirtiedBy.get(machine.currentTask()) >= options.ratelimit();
  }

  /** It has. Only inside a step. */
  public void looked() {
    events.emit(new VmstatEvent.TaskLooked(machine.currentTask()));
  }

  /** The current task has to sleep. Only inside a step. */
  public void throttled(Inode inode, long pause) {
    events.emit(
        new VmstatEvent.WriterThrottled(
            machine.currentTask(),
            inode.number(),
            pause,
            dirty(),
            underWriteback(),
            limits.hard()));
  }

  /** How many may be. */
  public DirtyLimits limits() {
    return limits;
  }

  /** How many pages are dirty; a count that is behind shows no less than none. */
  public long dirty() {
    return Math.max(counts.get(NodeStat.FILE_DIRTY.ordinal()), 0);
  }

  /** How many pages are under writeback. */
  public long underWriteback() {
    return Math.max(counts.get(NodeStat.WRITEBACK.ordinal()), 0);
  }

  /** How many are either. */
  public long both() {
    return dirty() + underWriteback();
  }

  /**
   * Whether so much is dirty that the flusher has to write (wb_over_bg_thresh), as always where
   * nothing is counted.
   */
  public boolean overBackground() {
    return !limited() || dirty() > limits.background();
  }

  private void writeback(int pages) {
    if (limited()) {
      events.emit(new VmstatEvent.NodeStateChanged(NodeStat.WRITEBACK, pages));
    }
  }

  @Override
  public EventFamily<VmstatEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(VmstatEvent event) {
    switch (event) {
      case VmstatEvent.NodeStateChanged e -> counts.add(e.item().ordinal(), e.pages());
      case VmstatEvent.DirtiedByTask e -> {
        counts.add(NodeStat.FILE_DIRTY.ordinal(), 1);
        dirtiedBy.add(e.task(), 1);
      }
      case VmstatEvent.TaskLooked e -> dirtiedBy.set(e.task(), 0);
      case VmstatEvent.WriterThrottled _ -> {
        // tells of a sleep, which changes nothing
      }
    }
  }
}
