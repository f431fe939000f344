package org.folioscope.vm.contract;

/** How a fault ended (vm_fault_t). */
public enum FaultResult {
  /** Done; the access can be tried again. */
  DONE,
  /** The page is returned locked. */
  LOCKED,
  /** Nothing to map: try the access again. */
  NOPAGE,
  /** No space or no device behind the page. */
  SIGBUS,
  /** SIGBUS to a program; the reason is that no space was left to reserve. */
  NO_SPACE,
  /** No such memory, or not so. */
  SIGSEGV,
  /** No memory. */
  OOM,
  /** A fatal signal ended a wait: the program never gets to try again (fault_signal_pending). */
  KILLED,
  /** mmap_lock was dropped: look the area up and try again. */
  RETRY,
  /** Done, and mmap_lock was dropped. */
  COMPLETED;

  /** Whether the access cannot succeed. */
  public boolean failed() {
    return this == SIGBUS || this == NO_SPACE || this == SIGSEGV || this == OOM || this == KILLED;
  }

  /** Whether the caller does not hold mmap_lock any more. */
  public boolean droppedLock() {
    return this == RETRY || this == COMPLETED;
  }
}
