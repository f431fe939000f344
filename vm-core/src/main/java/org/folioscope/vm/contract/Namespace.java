package org.folioscope.vm.contract;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Names of a filesystem with one flat directory; a path is a name. */
public interface Namespace {

  /** The inode of a name, or ENOENT. No lock held. May block. */
  Either<Errno, Inode> lookup(String name);

  /** A new empty file, or EEXIST, ENOSPC. The directory's i_rwsem is held for write. May block. */
  Either<Errno, Inode> create(String name);

  /** Takes a name away. The directory's and the inode's i_rwsem are held for write. May block. */
  default Errno unlink(String name) {
    return Errno.EOPNOTSUPP;
  }

  /** Gives a file another name. May block. */
  default Errno rename(String from, String to) {
    return Errno.EOPNOTSUPP;
  }

  /** All names, in a fixed order. */
  default List<String> readdir() {
    return List.of();
  }
}
