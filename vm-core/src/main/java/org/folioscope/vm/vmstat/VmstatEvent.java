package org.folioscope.vm.vmstat;

import org.folioscope.eventlog.log.Event;

/** What happens to the counts of pages, and to those who dirty too many. */
public sealed interface VmstatEvent extends Event {

  /** A count changed by so many pages (mod_node_page_state). */
  record NodeStateChanged(NodeStat item, int pages) implements VmstatEvent {}

  /** A task dirtied a page: it is counted for all and for the task (folio_account_dirtied). */
  record DirtiedByTask(int task) implements VmstatEvent {}

  /** A task looked at the counts, and begins to count its pages anew (nr_dirtied). */
  record TaskLooked(int task) implements VmstatEvent {}

  /**
   * A task that dirties pages is made to sleep, as too many are dirty or under writeback.
   *
   * @param inode the file that it writes to
   * @param pause for how long at most, in nanoseconds; then it looks again
   * @param dirty how many pages are dirty
   * @param writeback how many are under writeback
   * @param limit how many both may be together, at most one less
   */
  record WriterThrottled(int task, int inode, long pause, long dirty, long writeback, long limit)
      implements VmstatEvent {}
}
