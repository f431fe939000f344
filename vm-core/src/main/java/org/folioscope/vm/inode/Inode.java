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

  /** Notes that it has dirty pages (I_DIRTY_PAGES). Only inside a step. */
  public void markPagesDirty() {
    if (!pagesDirty()) {
      all.events.emit(new InodeEvent.PagesDirtied(number));
    }
  }

  /** A writer takes on the dirty pages. Only inside a step. */
  public void clearPagesDirty() {
    if (pagesDirty()) {
      all.events.emit(new InodeEvent.PagesDirtyCleared(number));
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
    all.events.emit(new InodeEvent.WritebackErrorRecorded(number, errno));
  }

  /** How many errors were recorded: a sample for {@link #errorSince}. */
  public long errorSample() {
    return all.errors.get(number);
  }

  /** The error recorded since a sample was taken, or OK. */
  public Errno errorSince(long sample) {
    Errno last = all.lastError.get(number);
    return all.errors.get(number) == sample || last == null ? Errno.OK : last;
  }

  @Override
  public String toString() {
    return "inode " + number;
  }
}
