package org.folioscope.scenarios.calls;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Superblock;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.vfs.Names;

/** Names and users of files: a file is there as long as it has one of either. */
final class FileUsers {

  private final Names names;
  private final Mms mms;
  private final ProgramState state;

  @Inject
  FileUsers(Names names, Mms mms, ProgramState state) {
    this.names = names;
    this.mms = mms;
    this.state = state;
  }

  Either<Errno, Names.Opened> create(String name, boolean exclusive) {
    return names.create(name, exclusive);
  }

  Errno unlink(String name) {
    return names.unlink(name, this::isUsed);
  }

  Errno rename(String from, String to) {
    return names.rename(from, to, this::isUsed);
  }

  /** A program has closed or unmapped the file. */
  void left(Inode inode) {
    if (inode.superblock() == Superblock.ROOT && inode.number() != 0) {
      names.put(inode, this::isUsed);
    }
  }

  List<Inode> files() {
    return names.files();
  }

  private boolean isUsed(Inode inode) {
    return state.isOpen(inode) || mms.maps(inode.number());
  }
}
