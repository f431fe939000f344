package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.truncate.Eviction;

/**
 * Giving names to files and taking them away, under the directory's i_rwsem, and what becomes of a
 * file without a name (fs/namei.c). Looking a name up takes no lock, as in the dentry cache.
 */
@Singleton
public final class Names {

  private final Machine machine;
  private final Rwsem directory;
  private final Mounts mounts;
  private final Inodes inodes;
  private final Eviction eviction;

  /** For the mounted filesystem. */
  @Inject
  public Names(Machine machine, Mounts mounts, Inodes inodes, Eviction eviction) {
    this.machine = machine;
    this.directory = inodes.directory();
    this.mounts = mounts;
    this.inodes = inodes;
    this.eviction = eviction;
  }

  /**
   * What was opened.
   *
   * @param created whether it was not there before
   */
  public record Opened(Inode inode, boolean created) {}

  /**
   * The file of a name, which is made unless it is there (lookup_open with O_CREAT).
   *
   * @param exclusive whether one that is there is EEXIST
   */
  public Either<Errno, Opened> create(String name, boolean exclusive) {
    Namespace names = mounts.root().namespace();
    return inDirectory(() -> {
      Either<Errno, Inode> found = names.lookup(name);
      if (found.isRight()) {
        return exclusive ? Either.left(Errno.EEXIST) : found.map(it -> new Opened(it, false));
      }
      Errno errno = found.getLeft();
      return errno == Errno.ENOENT
          ? names.create(name).map(made -> new Opened(made, true))
          : Either.left(errno);
    });
  }

  /**
   * Takes a name away; the file goes with it unless somebody uses it.
   *
   * @param used whether a program has the file open or mapped; asked inside a step
   */
  public Errno unlink(String name, Predicate<Inode> used) {
    try (Frame _ = machine.enter("do_unlinkat")) {
      Either<Errno, Inode> unlinked = inDirectory(() -> unlinked(name));
      if (unlinked.isLeft()) {
        return unlinked.getLeft();
      }
      put(unlinked.get(), used);
      return Errno.OK;
    }
  }

  private Either<Errno, Inode> unlinked(String name) {
    Namespace names = mounts.root().namespace();
    Either<Errno, Inode> found = names.lookup(name);
    if (found.isLeft()) {
      return found;
    }
    Inode inode = found.get();
    inode.rwsem().downWrite();
    Errno errno = names.unlink(name);
    inode.rwsem().upWrite();
    return errno.failed() ? Either.left(errno) : found;
  }

  /** Gives a file another name; a file that had it goes unless somebody uses it. */
  public Errno rename(String from, String to, Predicate<Inode> used) {
    try (Frame _ = machine.enter("do_renameat2")) {
      Namespace names = mounts.root().namespace();
      directory.downWrite();
      Either<Errno, Inode> replaced = names.lookup(to);
      Errno errno = names.rename(from, to);
      directory.upWrite();
      if (!errno.failed() && replaced.isRight()) {
        put(replaced.get(), used);
      }
      return errno;
    }
  }

  /** Does something to the directory with its i_rwsem held for write. */
  public <T> T inDirectory(Supplier<T> change) {
    directory.downWrite();
    T result = change.get();
    directory.upWrite();
    return result;
  }

  /** Every file of the mounted filesystem, those without a name as well. */
  public List<Inode> files() {
    Namespace names = mounts.root().namespace();
    List<Inode> files = new ArrayList<>();
    for (String name : machine.atomicGet(names::readdir)) {
      names.lookup(name).forEach(files::add);
    }
    files.addAll(machine.atomicGet(inodes::unlinked));
    return files;
  }

  /** Somebody uses the file no more: it goes if it has no name and nobody else does (iput). */
  public void put(Inode inode, Predicate<Inode> used) {
    boolean last =
        machine.atomicGet(() -> {
          if (!inode.unlinked() || used.test(inode)) {
            return false;
          }
          inode.beginEviction();
          return true;
        });
    if (last) {
      eviction.evict(inode);
    }
  }
}
