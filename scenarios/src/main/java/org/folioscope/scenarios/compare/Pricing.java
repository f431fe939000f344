package org.folioscope.scenarios.compare;

import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.dio.DirectIoEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.lru.LruEvent;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.work.WorkEvent;

/**
 * An event's place in the cost table. Public events alone count, so that a plug-in is measured like
 * any other filesystem.
 *
 * @param operation what the kernel does
 * @param lock the lock that it takes; {@link LockName#NONE} for none
 * @param bytes how many are moved
 */
record Pricing(Operation operation, LockName lock, int bytes) {

  private static final Pricing FREE = plain(Operation.NOTHING);

  /**
   * A lock.
   *
   * @param type its class, as lockdep would name it
   * @param instance which of the class
   * @param part of the instance, for page-table entries
   */
  record LockName(String type, long instance, long part) {

    static final LockName NONE = new LockName("", 0, 0);
  }

  /** The price of an event. */
  static Pricing of(Event event) {
    return switch (event) {
      case FolioEvent e -> folio(e);
      case CacheEvent e -> locked(Operation.I_PAGES, inode(e));
      case LruEvent e -> lru(e);
      case MmEvent e -> memory(e);
      case BufferEvent e -> buffer(e);
      case InodeEvent e -> inode(e);
      case LockEvent e -> lock(e);
      case BlockEvent e -> block(e);
      case DirectIoEvent.BioIssued _, DirectIoEvent.BioFinished _ ->
          plain(Operation.DIRECT_IO_COUNT);
      case WorkEvent.WorkQueued _, WorkEvent.WorkQueuedBeside _ -> locked(Operation.WORK, 0);
      case MachineEvent.InterruptEntered _ -> plain(Operation.INTERRUPT);
      default -> FREE;
    };
  }

  /** Whether it takes a lock. */
  boolean takesLock() {
    return lock != LockName.NONE;
  }

  /** The time that it takes, that of a lock included. */
  long nanos() {
    return nanos(takesLock());
  }

  /**
   * The time that it takes.
   *
   * @param hold whether the lock is taken for it and not held already
   */
  long nanos(boolean hold) {
    return operation.nanos(bytes) + (hold ? Operation.LOCK_NANOS : 0);
  }

  /** The name of a page's lock. */
  static LockName pageLock(int folio) {
    return new LockName(Operation.Lock.PAGE.label(), folio, 0);
  }

  /** The name of a lock that has events of its own. */
  static LockName kernelLock(String lock, int instance) {
    return new LockName(lock, instance, 0);
  }

  private static Pricing plain(Operation operation) {
    return new Pricing(operation, LockName.NONE, 0);
  }

  private static Pricing moved(Operation operation, int bytes) {
    return new Pricing(operation, LockName.NONE, bytes);
  }

  private static Pricing locked(Operation operation, long instance) {
    return locked(operation, instance, 0);
  }

  private static Pricing locked(Operation operation, long instance, long part) {
    return new Pricing(operation, new LockName(operation.lock().label(), instance, part), 0);
  }

  private static Pricing folio(FolioEvent event) {
    return switch (event) {
      case FolioEvent.FolioLocked e -> locked(Operation.PAGE_LOCK, e.folio());
      case FolioEvent.FlagSet e -> flag(e.flag());
      case FolioEvent.FlagCleared e -> flag(e.flag());
      case FolioEvent.ReferencesTaken _, FolioEvent.ReferencesDropped _ ->
          plain(Operation.REFERENCES);
      case FolioEvent.ReferencesFrozen _ -> plain(Operation.FREEZE);
      case FolioEvent.PageUnmapped _ -> plain(Operation.UNMAP);
      case FolioEvent.MappingSet _ -> plain(Operation.CACHE_REFERENCE);
      case FolioEvent.PrivateAttached _, FolioEvent.PrivateDetached _ -> plain(Operation.PRIVATE);
      case FolioEvent.DataStored e when e.writer() == FolioEvent.Writer.CPU ->
          moved(Operation.CPU_COPY, e.content().length());
      case FolioEvent.DataStored e -> moved(Operation.DEVICE_TRANSFER, e.content().length());
      case FolioEvent.PageMapped _,
          FolioEvent.FolioAllocated _,
          FolioEvent.FolioFreed _,
          FolioEvent.FolioLeaked _,
          FolioEvent.HugePageAllocated _,
          FolioEvent.MemoryRemoved _,
          FolioEvent.FolioUnlocked _,
          FolioEvent.ReferencesUnfrozen _,
          FolioEvent.MappingCleared _,
          FolioEvent.FrameSought _,
          FolioEvent.FramePassedOver _,
          FolioEvent.FrameChosen _ ->
          FREE;
    };
  }

  private static Pricing flag(PageFlag flag) {
    return flag == PageFlag.SWAPBACKED ? FREE : plain(Operation.PAGE_FLAG);
  }

  private static int inode(CacheEvent event) {
    return switch (event) {
      case CacheEvent.FolioAdded e -> e.inode();
      case CacheEvent.FolioRemoved e -> e.inode();
      case CacheEvent.MarkSet e -> e.inode();
      case CacheEvent.MarkCleared e -> e.inode();
    };
  }

  private static Pricing lru(LruEvent event) {
    return switch (event) {
      case LruEvent.FolioListed _, LruEvent.FolioUnlisted _, LruEvent.FolioRotated _ ->
          locked(Operation.LRU, 0);
      case LruEvent.FolioBatched _, LruEvent.FolioUnbatched _ -> FREE;
    };
  }

  private static Pricing memory(MmEvent event) {
    return switch (event) {
      case MmEvent.PteInstalled e -> locked(Operation.SET_PTE, e.mm(), e.page());
      case MmEvent.PteChanged e -> locked(Operation.SET_PTE, e.mm(), e.page());
      case MmEvent.PteWriteProtected e -> locked(Operation.CLEAR_PTE, e.mm(), e.page());
      case MmEvent.PteCleared e -> locked(Operation.CLEAR_PTE, e.mm(), e.page());
      case MmEvent.SwapEntrySet e -> locked(Operation.SET_PTE, e.mm(), e.page());
      case MmEvent.AreaMapped _,
          MmEvent.AreaUnmapped _,
          MmEvent.SwapEntryCleared _,
          MmEvent.WriteProtectSeqAdvanced _,
          MmEvent.AreaMoved _ ->
          FREE;
    };
  }

  private static Pricing buffer(BufferEvent event) {
    return switch (event) {
      case BufferEvent.BuffersAttached e -> locked(Operation.BUFFERS, e.folio());
      case BufferEvent.BuffersFreed e -> locked(Operation.BUFFERS, e.folio());
      case BufferEvent.BufferMapped _,
          BufferEvent.BufferFlagSet _,
          BufferEvent.BufferFlagCleared _ ->
          plain(Operation.BUFFER_FLAG);
    };
  }

  private static Pricing inode(InodeEvent event) {
    return switch (event) {
      case InodeEvent.PagesDirtied e -> locked(Operation.INODE_DIRTY, e.inode());
      case InodeEvent.PagesDirtyCleared e -> locked(Operation.INODE_DIRTY, e.inode());
      case InodeEvent.InodeDirtied e -> locked(Operation.INODE_DIRTY, e.inode());
      case InodeEvent.InodeDirtyCleared e -> locked(Operation.INODE_DIRTY, e.inode());
      case InodeEvent.WritebackErrorRecorded _,
          InodeEvent.ErrorSeen _,
          InodeEvent.SuperblockErrorSeen _ ->
          plain(Operation.ERROR_SEQUENCE);
      case InodeEvent.InodeLoaded _,
          InodeEvent.WritebackIndexSet _,
          InodeEvent.InodeMade _,
          InodeEvent.SizeChanged _,
          InodeEvent.MappingErrorsTaken _,
          InodeEvent.LinkDropped _,
          InodeEvent.EvictionBegan _,
          InodeEvent.InodeEvicted _ ->
          FREE;
    };
  }

  private static Pricing lock(LockEvent event) {
    return switch (event) {
      case LockEvent.LockAcquired e -> named(e.lock(), e.instance());
      case LockEvent.ReadLockAcquired e -> named(e.lock(), e.instance());
      case LockEvent.LockReleased _,
          LockEvent.ReadLockReleased _,
          LockEvent.WriterQueued _,
          LockEvent.WriterLeft _,
          LockEvent.LockAnnotated _,
          LockEvent.LockAwaited _,
          LockEvent.MapAcquired _,
          LockEvent.MapReleased _,
          LockEvent.MapTouched _ ->
          FREE;
    };
  }

  private static Pricing named(String lock, int instance) {
    return new Pricing(Operation.KERNEL_LOCK, kernelLock(lock, instance), 0);
  }

  private static Pricing block(BlockEvent event) {
    return switch (event) {
      case BlockEvent.BioSubmitted e -> locked(Operation.SUBMIT, e.cpu());
      case BlockEvent.SectorsWritten e -> moved(Operation.DEVICE_TRANSFER, e.content().length());
      case BlockEvent.ParityComputed e -> moved(Operation.DEVICE_TRANSFER, e.content().length());
      case BlockEvent.SegmentsBounced e -> moved(Operation.CPU_COPY, e.bytes());
      case BlockEvent.CacheFlushed _ -> plain(Operation.DEVICE_FLUSH);
      case BlockEvent.BioCompleted _,
          BlockEvent.BioFlagged _,
          BlockEvent.SectorsForced _,
          BlockEvent.DevicePowerLost _,
          BlockEvent.SectorsSettled _,
          BlockEvent.SectorRebuilt _,
          BlockEvent.IntegrityGenerated _,
          BlockEvent.FaultArmed _,
          BlockEvent.FaultStruck _,
          BlockEvent.FaultsHealed _,
          BlockEvent.CompletionLost _ ->
          FREE;
    };
  }
}
