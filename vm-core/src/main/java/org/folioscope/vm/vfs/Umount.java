package org.folioscope.vm.vfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Eviction;
import org.folioscope.vm.writeback.Flusher;
import org.jspecify.annotations.Nullable;

/**
 * Taking the mounted filesystem away (umount, generic_shutdown_super). Who holds a page of one of
 * its files does not hold the filesystem: such a page leaves the cache like any other.
 *
 * <p>s_umount is owned from before the last write until nothing is left. Who works on the
 * filesystem without having a file of it, as the flusher and sync do, holds it for read.
 */
@Singleton
public final class Umount {

  private final Machine machine;
  private final Mounts mounts;
  private final Flusher flusher;
  private final Eviction eviction;
  private final @Nullable Rwsem superblock;

  /** For the machine's programs. */
  @Inject
  public Umount(
      Machine machine,
      Mounts mounts,
      Flusher flusher,
      Eviction eviction,
      Locks locks,
      MountOptions options) {
    this.machine = machine;
    this.mounts = mounts;
    this.flusher = flusher;
    this.eviction = eviction;
    this.superblock = options.unmounts() ? locks.rwsems("s_umount").of(0) : null;
  }

  /**
   * Unmounts: writes everything, throws every page and inode in memory away, and has the filesystem
   * end its use. Whether something could not be written nobody is told.
   *
   * @param leave takes the mount out of the tree of names, unless it is busy; in a step
   * @param files the files that are in memory
   * @return EBUSY when somebody uses it
   */
  public Errno umount(BooleanSupplier leave, Supplier<List<Inode>> files) {
    Rwsem held = superblock;
    if (held == null) {
      throw new IllegalStateException("a machine on which nothing is unmounted");
    }
    try (Frame _ = machine.enter("do_umount")) {
      if (!machine.atomicGet(leave::getAsBoolean)) {
        return Errno.EBUSY;
      }
      held.downWrite();
      shutDown(files.get());
      held.upWrite();
      return Errno.OK;
    }
  }

  private void shutDown(List<Inode> files) {
    try (Frame _ = machine.enter("generic_shutdown_super")) {
      flusher.syncFilesystem(files);
      files.forEach(eviction::forget);
      try (Frame _ = machine.enter("put_super")) {
        mounts.root().unmount();
      }
    }
  }

  /** Does something unless the filesystem is being unmounted, which is 0 then (trylock_super). */
  public long unlessLeaving(LongSupplier work) {
    if (superblock == null) {
      return work.getAsLong();
    }
    if (!superblock.downReadTrylock()) {
      return 0;
    }
    long result = work.getAsLong();
    superblock.upRead();
    return result;
  }

  /** Does something to the filesystem as soon as nobody unmounts it (iterate_supers). */
  public long sharing(LongSupplier work) {
    if (superblock == null) {
      return work.getAsLong();
    }
    superblock.downRead();
    long result = work.getAsLong();
    superblock.upRead();
    return result;
  }
}
