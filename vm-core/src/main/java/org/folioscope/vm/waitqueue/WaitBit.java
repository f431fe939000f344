package org.folioscope.vm.waitqueue;

/** The bits of a page that tasks sleep for. Both share the queue of the page. */
public enum WaitBit {
  /** PG_locked. */
  LOCKED,
  /** PG_writeback. */
  WRITEBACK
}
