package org.folioscope.scenarios.calls;

import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.errno.Errno;

/** What programs do, as they see it. */
public sealed interface CallEvent extends Event {

  /** The task makes a call, as written in the scenario. */
  record CallBegan(int task, String call) implements CallEvent {}

  /** The call returned; a negative result is an errno. */
  record CallReturned(int task, String call, long result) implements CallEvent {}

  /** The result was given a name. */
  record VariableAssigned(int variable, String name, long value) implements CallEvent {}

  /** A descriptor refers to an open file; the flags have Linux's numbers. */
  record FileOpened(int process, int fd, int inode, int flags) implements CallEvent {}

  /** The descriptor is free. */
  record FileClosed(int process, int fd) implements CallEvent {}

  /** The next read or write through the descriptor begins here. */
  record PositionMoved(int process, int fd, long position) implements CallEvent {}

  /** The open file has been told of all errors so far. */
  record ErrorsSeen(int process, int fd, long sample) implements CallEvent {}

  /** The open file has been told of all errors of its filesystem so far. */
  record FilesystemErrorsSeen(int process, int fd, long sample) implements CallEvent {}

  /** Bytes were written at what was the end of the file (O_APPEND). */
  record BytesAppended(int task, int inode, long position, int length) implements CallEvent {}

  /** A program begins to change bytes of a file, by writing or through memory that maps it. */
  record ChangeBegan(int task, int inode, long position, int length) implements CallEvent {}

  /**
   * The bytes are changed, as far as the program can tell; nothing else was in the way if it alone
   * changed them.
   */
  record ChangeEnded(int task, int inode, long position, Content content) implements CallEvent {}

  /**
   * The bytes that show in memory were stored there. What lies beyond the end of the file is in the
   * page only and no part of the file.
   */
  record StoreEnded(int task, int inode, long position, Content content) implements CallEvent {}

  /** A program begins to change the size of a file, or to empty a part of it. */
  record ReshapeBegan(int task, int inode) implements CallEvent {}

  /**
   * The file has another size, or a part of it is empty.
   *
   * @param position the first byte concerned; of a truncation the new size
   * @param length how many bytes are concerned; of a truncation 0
   * @param certain false if the program was told that it failed, so that it may be done in part
   */
  record ReshapeEnded(
      int task, int inode, Reshape reshape, long position, long length, boolean certain)
      implements CallEvent {}

  /**
   * The program was told that the change failed, when the bytes were on their way already: they may
   * be there or not.
   */
  record ChangeUnconfirmed(int task, int inode, long position, Content content)
      implements CallEvent {}

  /**
   * Bytes of a page are on their way to a place of a file, by reference: what is stored into them
   * before the change ends may get there too.
   *
   * @param offset in the page
   * @param position in the file
   */
  record PageSpliced(int task, int folio, int offset, int length, int inode, long position)
      implements CallEvent {}

  /** A program asks that bytes of a file be durable. */
  record SyncBegan(int task, int inode, long position, long length) implements CallEvent {}

  /** The kernel says whether they are, to an open file; fd is -1 for one that is open no more. */
  record SyncEnded(int task, int inode, int process, int fd, int result) implements CallEvent {
    @Override
    public String note() {
      return result == 0 ? "returns 0" : "returns -" + Errno.of(result);
    }
  }

  /**
   * The target holds what the source held at some moment since the task began to reshape both.
   *
   * @param certain false if the program was told that it failed, so that it may be done in part
   */
  record FileCloned(int task, int source, int target, boolean certain) implements CallEvent {}

  /** A call works on an open file from here on (fdget). */
  record FileGot(int task, int process, int fd) implements CallEvent {}

  /** The call works on it no more (fdput). */
  record FilePut(int task, int process, int fd) implements CallEvent {}

  /** A descriptor is about to be closed on which calls are at work: the file stays for them. */
  record FileKept(int process, int fd, int inode) implements CallEvent {}

  /** The last call that worked on such a file is done with it (__fput). */
  record FileReleased(int process, int fd, int inode) implements CallEvent {}

  /** The process has a child: memory and descriptors are as the parent's. */
  record ProcessForked(int task, int parent, int child) implements CallEvent {}

  /** The task's process is to end; the task makes no use of it any more. */
  record ProcessLeft(int task, int process) implements CallEvent {}

  /** A call follows a name into the filesystem, which cannot be unmounted meanwhile (mntget). */
  record MountGot(int task) implements CallEvent {}

  /** The call is done with it (mntput). */
  record MountPut(int task) implements CallEvent {}

  /** The filesystem is in the tree of names no more (umount_tree). */
  record MountLeft(int task) implements CallEvent {}
}
