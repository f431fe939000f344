package org.folioscope.vm.inode;

import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.vm.errno.Errno;

/**
 * A file in memory: its size, dirtiness and locks. Its pages are in the page cache under its
 * number.
 */
public final class Inode {

  private final Inodes all;
  private final int number;
  private final Rwsem rwsem;
  private final Rwsem invalidateLock;

  Inode(Inodes all, int number, Rwsem rwsem, Rwsem invalidateLock) {
    this.all = all;
    this.number = number;
    this.rwsem = rwsem;
    this.invalidateLock = invalidateLock;
  }

  /** The inode number. */
  public int number() {
    return number;
  }

  /** The mount that it belongs to. */
  public Superblock superblock() {
    return Superblock.of(number);
  }

  /** The name under which it was found first. */
  public String name() {
    String found = all.name.get(number);
    return found == null ? "inode " + number : found;
  }

  /** i_rwsem: held for write by writers and truncation. */
  public Rwsem rwsem() {
    return rwsem;
  }

  /** The mapping's invalidate_lock: held for read by faults, for write by truncation. */
  public Rwsem invalidateLock() {
    return invalidateLock;
  }

  /** i_size in bytes. */
  public long size() {
    return all.size.get(number);
  }

  /** Changes i_size. Only inside a step. */
  public void setSize(long bytes) {
    all.events.emit(new InodeEvent.SizeChanged(number, bytes));
  }

  /** Whether it has dirty pages that no writer has taken on. */
  public boolean pagesDirty() {
    return all.dirtyPages.get(number) != 0;
  }

  /** Notes that it has dirty pages (I_DIRTY_PAGES); says if it had none. Only inside a step. */
  public boolean markPagesDirty() {
    boolean newly = !pagesDirty();
    if (newly) {
      all.events.emit(new InodeEvent.PagesDirtied(number));
    }
    return newly;
  }

  /** A writer takes on the dirty pages. Only inside a step. */
  public void clearPagesDirty() {
    if (pagesDirty()) {
      all.events.emit(new InodeEvent.PagesDirtyCleared(number));
    }
  }

  /** The page at which the next pass in the background begins (writeback_index). */
  public long writebackIndex() {
    return all.writebackIndex.get(number);
  }

  /** Has the next pass in the background begin at a page. Only inside a step. */
  public void setWritebackIndex(long index) {
    if (index != writebackIndex()) {
      all.events.emit(new InodeEvent.WritebackIndexSet(number, index));
    }
  }

  /** Whether the inode itself has changes that are not safe yet. */
  public boolean dirty() {
    return all.dirty.get(number) != 0;
  }

  /** Notes that the inode itself changed. Only inside a step. */
  public void markDirty() {
    if (!dirty()) {
      all.events.emit(new InodeEvent.InodeDirtied(number));
    }
  }

  /** Its changes are safe. Only inside a step. */
  public void clearDirty() {
    if (dirty()) {
      all.events.emit(new InodeEvent.InodeDirtyCleared(number));
    }
  }

  /**
   * Records an error of writing back, for fsync to report (mapping_set_error). Only inside a step.
   */
  public void recordError(Errno errno) {
    if (all.errors.isNews(number, errno)
        || all.superblockErrors.isNews(superblock().ordinal(), errno)
        || !all.hasMappingError(number, errno)) {
      all.events.emit(new InodeEvent.WritebackErrorRecorded(number, errno));
    }
  }

  /**
   * Where the errors of an open file begin: a sample for {@link #errorSince} (errseq_sample). Only
   * inside a step.
   */
  public long errorSample() {
    if (!all.openerIsTold && all.errors.isUnseen(number)) {
      all.events.emit(new InodeEvent.ErrorSeen(number));
    }
    return all.errors.sample(number);
  }

  /** The error recorded since a sample was taken, or OK. */
  public Errno errorSince(long sample) {
    return all.errors.since(number, sample);
  }

  /**
   * Somebody is told of the errors so far; a sample from which on they are told of later ones
   * (errseq_check_and_advance). Only inside a step.
   */
  public long seeErrors() {
    if (all.errors.isUnseen(number)) {
      all.events.emit(new InodeEvent.ErrorSeen(number));
    }
    return all.errors.latest(number);
  }

  /** A sample of the errors of all files of the filesystem (s_wb_err). */
  public long superblockErrorSample() {
    return all.superblockErrors.sample(superblock().ordinal());
  }

  /** The error of any file of the filesystem since a sample was taken, or OK. */
  public Errno superblockErrorSince(long sample) {
    return all.superblockErrors.since(superblock().ordinal(), sample);
  }

  /** Somebody is told of the errors of the filesystem. Only inside a step. */
  public long seeSuperblockErrors() {
    if (all.superblockErrors.isUnseen(superblock().ordinal())) {
      all.events.emit(new InodeEvent.SuperblockErrorSeen(superblock()));
    }
    return all.superblockErrors.latest(superblock().ordinal());
  }

  /**
   * The error that the mapping's flags remember, or OK; they are clear then (filemap_check_errors).
   * Only inside a step.
   */
  public Errno takeMappingErrors() {
    Errno errno =
        all.hasMappingError(number, Errno.EIO)
            ? Errno.EIO
            : all.hasMappingError(number, Errno.ENOSPC) ? Errno.ENOSPC : Errno.OK;
    if (errno.failed()) {
      all.events.emit(new InodeEvent.MappingErrorsTaken(number));
    }
    return errno;
  }

  /** Whether it has no name any more, but is whole. */
  public boolean unlinked() {
    return Boolean.TRUE.equals(all.unlinked.get(number));
  }

  /** Whether it is being taken apart, or is gone: too late to use it. */
  public boolean gone() {
    return all.name.get(number) == null || Boolean.FALSE.equals(all.unlinked.get(number));
  }

  /** Nobody can use it from here on. Only inside a step. */
  public void beginEviction() {
    all.events.emit(new InodeEvent.EvictionBegan(number));
  }

  /** Its last name is gone (drop_nlink). Only inside a step. */
  public void dropLink() {
    all.events.emit(new InodeEvent.LinkDropped(number));
  }

  /** It is gone, with all that was known of it (clear_inode). Only inside a step. */
  public void clear() {
    all.events.emit(new InodeEvent.InodeEvicted(number));
  }

  @Override
  public String toString() {
    return "inode " + number;
  }
}
