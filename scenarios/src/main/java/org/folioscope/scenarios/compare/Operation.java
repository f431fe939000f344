package org.folioscope.scenarios.compare;

import org.folioscope.block.BioOp;

/**
 * The cost table: what the kernel does where the log has an event. Times are round figures for one
 * CPU of today and an SSD with a volatile cache; they weigh operations against each other and
 * predict nothing. {@link Pricing} says which event is which.
 */
enum Operation {
  NOTHING("", "events not named here", 0, Lock.NONE, 0),
  PAGE_FLAG("set or clear a page flag", "FlagSet, FlagCleared but of PG_swapbacked", 1),
  REFERENCES(
      "take or drop references; a pin of a small page adds 1024 at once",
      "ReferencesTaken, ReferencesDropped",
      1),
  FREEZE("page_ref_freeze", "ReferencesFrozen", 1),
  CACHE_REFERENCE("the page cache's reference", "MappingSet", 1),
  UNMAP("page_remove_rmap: mapcount and reference", "PageUnmapped", 2),
  PRIVATE(
      "folio_attach_private, folio_detach_private: flag and reference",
      "PrivateAttached, PrivateDetached",
      2),
  PAGE_LOCK("folio_lock, folio_trylock", "FolioLocked", 0, Lock.PAGE, 0),
  I_PAGES(
      "change of the page cache's index or marks",
      "FolioAdded, FolioRemoved, MarkSet, MarkCleared",
      0,
      Lock.I_PAGES,
      0),
  LRU("move on the LRU lists", "FolioListed, FolioUnlisted, FolioRotated", 0, Lock.LRU, 0),
  SET_PTE("install or change a page-table entry", "PteInstalled, PteChanged", 0, Lock.PTE, 0),
  CLEAR_PTE(
      "write-protect or clear an entry (xchg), flush the TLB",
      "PteWriteProtected, PteCleared",
      1,
      Lock.PTE,
      1_000),
  BUFFERS("attach or free buffer heads", "BuffersAttached, BuffersFreed", 0, Lock.I_PRIVATE, 0),
  BUFFER_FLAG("set or clear a buffer's state", "BufferMapped, BufferFlagSet, BufferFlagCleared", 1),
  INODE_DIRTY(
      "change of the inode's dirty state",
      "PagesDirtied, PagesDirtyCleared, InodeDirtied, InodeDirtyCleared",
      0,
      Lock.INODE,
      0),
  ERROR_SEQUENCE(
      "errseq_set, errseq_check_and_advance",
      "WritebackErrorRecorded, ErrorSeen, SuperblockErrorSeen",
      1),
  DIRECT_IO_COUNT("dio->ref, one a bio", "BioIssued, BioFinished", 1),
  KERNEL_LOCK("mutex, rwsem, spinlock", "LockAcquired, ReadLockAcquired", 0, Lock.NAMED, 0),
  WORK("queue_work", "WorkQueued", 0, Lock.POOL, 0),
  SUBMIT("hand a bio to the hardware queue", "BioSubmitted", 0, Lock.QUEUE, 0),
  INTERRUPT("enter an interrupt handler", "InterruptEntered", 0, Lock.NONE, 2_000),
  CPU_COPY("copy by a CPU, 10 GB/s", "DataStored by a CPU, SegmentsBounced", 0, Lock.NONE, 0),
  DEVICE_TRANSFER(
      "DMA, 2 GB/s", "DataStored by a device, SectorsWritten, ParityComputed", 0, Lock.NONE, 0),
  DEVICE_READ(
      "latency of a read, before the first byte", "TaskStarted of a device", 0, Lock.NONE, 80_000),
  DEVICE_WRITE(
      "latency of a write into the cache, or of a flush",
      "TaskStarted of a device",
      0,
      Lock.NONE,
      15_000),
  DEVICE_FLUSH("flush of the device's volatile cache", "CacheFlushed", 0, Lock.NONE, 1_000_000);

  /** The locks of the table. Taken once for all that one step does under it. */
  enum Lock {
    NONE("-"),
    PAGE("page lock"),
    I_PAGES("i_pages"),
    LRU("lru_lock"),
    PTE("page-table lock"),
    I_PRIVATE("i_private_lock"),
    INODE("i_lock"),
    NAMED("as named"),
    POOL("pool->lock"),
    QUEUE("queue lock");

    private final String label;

    Lock(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** An atomic read-modify-write of a shared cache line. */
  static final long ATOMIC_NANOS = 20;

  /** Taking a free lock and dropping it. */
  static final long LOCK_NANOS = 40;

  private static final long CPU_BYTES_PER_MICROSECOND = 10_240;
  private static final long DEVICE_BYTES_PER_MICROSECOND = 2_048;

  private final String what;
  private final String events;
  private final int atomics;
  private final Lock lock;
  private final long nanos;

  Operation(String what, String events, int atomics) {
    this(what, events, atomics, Lock.NONE, 0);
  }

  Operation(String what, String events, int atomics, Lock lock, long nanos) {
    this.what = what;
    this.events = events;
    this.atomics = atomics;
    this.lock = lock;
    this.nanos = nanos;
  }

  /** How long a device takes until it begins with a request. */
  static long latency(BioOp request) {
    return request == BioOp.READ ? DEVICE_READ.nanos : DEVICE_WRITE.nanos;
  }

  /** What the kernel does. */
  String what() {
    return what;
  }

  /** The events that stand for it. */
  String events() {
    return events;
  }

  /** How many atomic read-modify-writes it takes, those of locks aside. */
  int atomics() {
    return atomics;
  }

  /** Which lock it takes. */
  Lock lock() {
    return lock;
  }

  /** Its time beside atomics and locks, in nanoseconds. */
  long nanos() {
    return nanos;
  }

  /** The time of its atomics and of moving bytes, that of its lock aside. */
  long nanos(int bytes) {
    long moving =
        switch (this) {
          case CPU_COPY -> bytes * 1_000L / CPU_BYTES_PER_MICROSECOND;
          case DEVICE_TRANSFER -> bytes * 1_000L / DEVICE_BYTES_PER_MICROSECOND;
          default -> 0;
        };
    return nanos + atomics * ATOMIC_NANOS + moving;
  }
}
