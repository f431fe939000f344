package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.truncate.Eviction;

/** Taking names away from files, and what becomes of a file without a name (fs/namei.c). */
@Singleton
public final class Names {

  private final Machine machine;
  private final Mounts mounts;
  private final Inodes inodes;
  private final Eviction eviction;

  /** For the mounted filesystem. */
  @Inject
  public Names(Machine machine, Mounts mounts, Inodes inodes, Eviction eviction) {
    this.machine = machine;
    this.mounts = mounts;
    this.inodes = inodes;
    this.eviction = eviction;
  }

  /**
   * Takes a name away; the file goes with it unless somebody uses it.
   *
   * @param used whether a program has the file open or mapped; asked inside a step
   */
  public Errno unlink(String name, Predicate<Inode> used) {
    try (Frame _ = machine.enter("do_unlinkat")) {
      Namespace names = mounts.root().namespace();
      Either<Errno, Inode> found = names.lookup(name);
      if (found.isLeft()) {
        return found.getLeft();
      }
      Inode inode = found.get();
      inode.rwsem().downWrite();
      Errno errno = names.unlink(name);
      inode.rwsem().upWrite();
      if (!errno.failed()) {
        put(inode, used);
      }
      return errno;
    }
  }

  /** Gives a file another name; a file that had it goes unless somebody uses it. */
  public Errno rename(String from, String to, Predicate<Inode> used) {
    try (Frame _ = machine.enter("do_renameat2")) {
      Namespace names = mounts.root().namespace();
      Either<Errno, Inode> replaced = names.lookup(to);
      Errno errno = names.rename(from, to);
      if (!errno.failed() && replaced.isRight()) {
        put(replaced.get(), used);
      }
      return errno;
    }
  }

  /** Every file of the mounted filesystem, those without a name as well. */
  public List<Inode> files() {
    Namespace names = mounts.root().namespace();
    List<Inode> files = new ArrayList<>();
    for (String name : names.readdir()) {
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
