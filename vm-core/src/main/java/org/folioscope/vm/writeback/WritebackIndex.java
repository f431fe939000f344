package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.inode.Inode;

/**
 * Where passes over a file's dirty pages leave off, so that the next one in the background begins
 * there (writeback_index). Kept only where the flusher runs by itself. It is read with the first
 * lookup of a pass and stored with the last: nobody can tell these apart.
 */
@Singleton
final class WritebackIndex {

  private final Machine machine;
  private final DirtyInodes dirty;
  private final CyclicPolicies.Cycle cycle;

  /**
   * How far a pass got.
   *
   * @param begin the page offset at which it began
   * @param last the last page that it looked at; negative for none
   * @param written the last page that it handed on since it began or wrapped; negative for none
   * @param enough whether it stopped before it was through
   * @param failed whether that was for an error
   */
  record Progress(long begin, long last, long written, boolean enough, boolean failed) {}

  @Inject
  WritebackIndex(Machine machine, DirtyInodes dirty, Policies policies) {
    this.machine = machine;
    this.dirty = dirty;
    this.cycle = policies.get(CyclicPolicies.CYCLE);
  }

  /**
   * Whether a cyclic pass that began in the middle goes on at the beginning.
   *
   * @param own whether it is a filesystem's own loop
   */
  boolean wraps(boolean own) {
    return own || cycle == CyclicPolicies.Cycle.WRAP;
  }

  /** A pass is over. */
  void left(Inode inode, WritebackControl control, boolean own, Progress progress) {
    boolean told = control.whole() && (own || cycle != CyclicPolicies.Cycle.STOP_BEHIND);
    if (dirty.tracked() && (control.isCyclic() || told && !progress.enough())) {
      long next = own ? progress.written() + 1 : next(control, progress);
      machine.now(() -> inode.setWritebackIndex(next));
    }
  }

  /** As write_cache_pages does it. */
  private long next(WritebackControl control, Progress progress) {
    if (progress.enough()) {
      boolean behind = progress.failed() || cycle == CyclicPolicies.Cycle.STOP_BEHIND;
      return progress.last() + (behind ? 1 : 0);
    }
    boolean fromTheBeginning = control.isCyclic() && cycle != CyclicPolicies.Cycle.WRAP;
    return fromTheBeginning ? 0 : Math.max(progress.last(), progress.begin());
  }
}
