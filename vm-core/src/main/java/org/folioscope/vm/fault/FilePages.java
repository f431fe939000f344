package org.folioscope.vm.fault;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.waitqueue.WakePolicies;
import org.folioscope.vm.writeback.StablePages;
import org.jspecify.annotations.Nullable;

/** Getting pages of a file into the cache and valid. */
@Singleton
public final class FilePages {

  private final Machine machine;
  private final Folios folios;
  private final PageCache cache;
  private final Lru lru;
  private final Mounts mounts;
  private final StablePages stable;
  private final Signals signals;
  private final boolean keepsReference;

  /** For the machine's files. */
  @Inject
  public FilePages(
      Machine machine,
      Folios folios,
      PageCache cache,
      Lru lru,
      Mounts mounts,
      StablePages stable,
      Signals signals,
      Policies policies) {
    this.machine = machine;
    this.folios = folios;
    this.cache = cache;
    this.lru = lru;
    this.mounts = mounts;
    this.stable = stable;
    this.signals = signals;
    this.keepsReference = policies.get(WakePolicies.READ_WAIT) == WakePolicies.ReadWait.LOCK;
  }

  /**
   * The page at an offset for a fault: locked, uptodate, referenced; SIGBUS beyond the end of the
   * file, KILLED if a fatal signal ended a wait (filemap_fault).
   */
  public Either<FaultResult, Folio> fault(Inode inode, long index) {
    try (Frame _ = machine.enter("filemap_fault", "index", index)) {
      if (beyondEnd(inode, index)) {
        return Either.left(FaultResult.SIGBUS);
      }
      Either<FaultResult, Folio> found = cached(inode, index);
      if (found.isLeft() && found.getLeft() == FaultResult.NOPAGE) {
        inode.invalidateLock().downRead();
        found = findOrRead(inode, index);
        inode.invalidateLock().upRead();
      }
      if (found.isRight() && beyondEnd(inode, index)) {
        found.get().unlock();
        found.get().put();
        return Either.left(FaultResult.SIGBUS);
      }
      return found;
    }
  }

  /** The page if it is there and valid, looked at without and again with its lock; else NOPAGE. */
  private Either<FaultResult, Folio> cached(Inode inode, long index) {
    Folio folio = cache.get(inode, index);
    if (folio == null) {
      return Either.left(FaultResult.NOPAGE);
    }
    if (machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))) {
      if (!folio.lockKillable()) {
        folio.put();
        return Either.left(FaultResult.KILLED);
      }
      if (machine.nowGet(() -> PageCache.holds(folio, inode) && folio.is(PageFlag.UPTODATE))) {
        return Either.right(folio);
      }
      folio.unlock();
    }
    folio.put();
    return Either.left(FaultResult.NOPAGE);
  }

  /**
   * The page, read until it is valid under its lock; SIGBUS when it could not be read.
   * invalidate_lock held for read.
   */
  private Either<FaultResult, Folio> findOrRead(Inode inode, long index) {
    while (true) {
      Folio folio = findOrCreate(inode, index, this::lockKillable);
      if (folio == null) {
        return Either.left(FaultResult.KILLED);
      }
      if (machine.nowGet(() -> folio.is(PageFlag.UPTODATE))) {
        return Either.right(folio);
      }
      Errno errno = fill(inode, folio);
      if (errno.failed()) {
        return Either.left(errno == Errno.EINTR ? FaultResult.KILLED : FaultResult.SIGBUS);
      }
    }
  }

  /**
   * Brings a page into the cache and waits until it is valid, or for who has it locked: it has to
   * be looked for again. EIO when it could not be read, EINTR when a fatal signal ended the wait
   * (filemap_update_folio, filemap_create_folio).
   */
  public Errno read(Inode inode, long index) {
    inode.invalidateLock().downRead();
    Folio[] busy = new Folio[1];
    Errno[] unlocked = {Errno.EINTR};
    Folio folio =
        findOrCreate(
            inode,
            index,
            found -> keepsReference ? lockUnlessValid(found, unlocked) : tryLock(found, busy));
    Errno errno = folio == null ? unlocked[0] : readLocked(inode, folio);
    inode.invalidateLock().upRead();
    if (busy[0] != null) {
      busy[0].putAndWaitUnlocked();
      return signals.fatalPending() ? Errno.EINTR : Errno.OK;
    }
    return errno;
  }

  /**
   * Locks a page that may be in the middle of being read by somebody else: who has it locked is
   * waited for first, and if the page is valid then the lock is not needed
   * (generic_file_buffered_read, up to 5.11).
   *
   * @param unlocked OK if the page is valid and was not locked
   */
  private boolean lockUnlessValid(Folio folio, Errno[] unlocked) {
    if (folio.trylock()) {
      return true;
    }
    boolean free = folio.waitUnlockedKillable();
    if (free && !machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))) {
      return lockKillable(folio);
    }
    unlocked[0] = free ? Errno.OK : Errno.EINTR;
    folio.put();
    return false;
  }

  private Errno readLocked(Inode inode, Folio folio) {
    if (machine.nowGet(() -> folio.is(PageFlag.UPTODATE))) {
      folio.unlock();
      folio.put();
      return Errno.OK;
    }
    return fill(inode, folio);
  }

  private boolean lockKillable(Folio folio) {
    boolean locked = folio.lockKillable();
    if (!locked) {
      folio.put();
    }
    return locked;
  }

  private static boolean tryLock(Folio folio, Folio[] busy) {
    boolean locked = folio.trylock();
    if (!locked) {
      busy[0] = folio;
    }
    return locked;
  }

  /** Has a locked folio read, waits for it, and drops it (filemap_read_folio). */
  private Errno fill(Inode inode, Folio folio) {
    Errno started = mounts.of(inode).mappings().readFolio(inode, folio);
    Errno errno = started.failed() ? started : waitUntilRead(folio);
    folio.put();
    return errno;
  }

  private Errno waitUntilRead(Folio folio) {
    if (!folio.waitUnlockedKillable()) {
      return Errno.EINTR;
    }
    // A valid page stays valid; one that is not may be read by somebody else by the next look.
    boolean valid =
        machine.nowGet(() -> folio.is(PageFlag.UPTODATE))
            || machine.atomicGet(() -> folio.is(PageFlag.UPTODATE));
    return valid ? Errno.OK : Errno.EIO;
  }

  /**
   * The page at an offset, created if need be; locked and referenced, not necessarily valid
   * (filemap_grab_folio).
   */
  public Folio findOrCreateLocked(Inode inode, long index) {
    return Objects.requireNonNull(
        findOrCreate(
            inode,
            index,
            folio -> {
              folio.lock();
              return true;
            }));
  }

  /**
   * The same for who may give up.
   *
   * @param lock locks a page that is there; if not, null is returned, and what becomes of the
   *     reference is up to it
   */
  private @Nullable Folio findOrCreate(Inode inode, long index, Predicate<Folio> lock) {
    while (true) {
      Folio cached = cache.get(inode, index);
      if (cached == null) {
        Folio created = createLocked(inode, index);
        if (created != null) {
          return created;
        }
        continue;
      }
      if (!lock.test(cached)) {
        return null;
      }
      if (machine.nowGet(() -> PageCache.holds(cached, inode))) {
        return cached;
      }
      cached.unlock();
      cached.put();
    }
  }

  /** The same for who is about to write into it: not under writeback if that must not change it. */
  public Folio findOrCreateForWriting(Inode inode, long index) {
    Folio folio = findOrCreateLocked(inode, index);
    stable.wait(folio);
    return folio;
  }

  /**
   * The page that a program is about to write into: found or made, locked, and prepared; unlocked
   * and dropped again if that fails (block_write_begin, iomap_write_begin).
   *
   * @param prepare reads what the write does not cover, and reserves a block
   */
  public Either<Errno, PreparedWrite> beginWrite(
      Inode inode, long position, Function<Folio, Errno> prepare) {
    Folio folio = findOrCreateForWriting(inode, position / Folio.SIZE);
    Errno errno = prepare.apply(folio);
    if (errno.failed()) {
      folio.unlock();
      folio.put();
      return Either.left(errno);
    }
    return Either.right(new PreparedWrite(folio, ""));
  }

  private @Nullable Folio createLocked(Inode inode, long index) {
    Folio folio = folios.allocate();
    return machine.atomicGet(() -> {
      if (!cache.add(inode, index, folio)) {
        folio.put();
        return null;
      }
      folio.trylock();
      lru.add(folio);
      return folio;
    });
  }

  private boolean beyondEnd(Inode inode, long index) {
    return machine.atomicGet(() -> index * Folio.SIZE >= inode.size());
  }
}
