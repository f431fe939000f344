package org.folioscope.vm.contract;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Names of a filesystem with one flat directory; a path is a name. */
public interface Namespace {

  /** The inode of a name, or ENOENT. No lock held. May block. */
  @Operation(
      linux = "lookup",
      fails = {Errno.ENOENT, Errno.EIO})
  Either<Errno, Inode> lookup(String name);

  /** A new empty file, or EEXIST, ENOSPC. The directory's i_rwsem is held for write. May block. */
  @Operation(
      linux = "create",
      locks = Held.DIRECTORY,
      fails = {Errno.EEXIST, Errno.ENOSPC, Errno.EIO})
  Either<Errno, Inode> create(String name);

  /** Takes a name away. The directory's and the inode's i_rwsem are held for write. May block. */
  @Operation(
      linux = "unlink",
      locks = Held.DIRECTORY,
      fails = {Errno.ENOENT, Errno.ENOSPC, Errno.EIO, Errno.EOPNOTSUPP})
  default Errno unlink(String name) {
    return Errno.EOPNOTSUPP;
  }

  /** Gives a file another name. May block. */
  @Operation(
      linux = "rename",
      locks = Held.DIRECTORY,
      fails = {Errno.ENOENT, Errno.ENOSPC, Errno.EIO, Errno.EOPNOTSUPP})
  default Errno rename(String from, String to) {
    return Errno.EOPNOTSUPP;
  }

  /** All names, in a fixed order. */
  @Operation(linux = "iterate_shared")
  default List<String> readdir() {
    return List.of();
  }
}
