package org.folioscope.vm.contract;

/** A lock that the caller of an operation holds already. */
public enum Held {
  /** The folio's page lock. */
  FOLIO("folio lock"),
  /**
   * The folio's page lock, or the lock of a page table that maps it, which in this model is a step.
   */
  FOLIO_OR_PAGE_TABLE("folio lock or page-table lock"),
  /** The inode's i_rwsem, for write. */
  RWSEM("i_rwsem (write)"),
  /** The inode's i_rwsem, for read at least. */
  RWSEM_SHARED("i_rwsem (read)"),
  /** The mapping's invalidate_lock, for write. */
  INVALIDATE("invalidate_lock (write)"),
  /** The mapping's invalidate_lock, for read. */
  INVALIDATE_SHARED("invalidate_lock (read)"),
  /** An address space's mmap_lock, for write. */
  MMAP("mmap_lock (write)"),
  /** An address space's mmap_lock, for read. */
  MMAP_SHARED("mmap_lock (read)"),
  /** The directory's i_rwsem, for write. */
  DIRECTORY("directory's i_rwsem (write)");

  private final String label;

  Held(String label) {
    this.label = label;
  }

  /** The kernel's name of the lock, and how it is held. */
  public String label() {
    return label;
  }
}
