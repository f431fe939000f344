package org.folioscope.vm.vmstat;

/** What pages are counted by (enum node_stat_item). */
public enum NodeStat {
  /** Dirty pages of files that are written back (NR_FILE_DIRTY). */
  FILE_DIRTY,
  /** Pages on their way to the disk (NR_WRITEBACK). */
  WRITEBACK
}
