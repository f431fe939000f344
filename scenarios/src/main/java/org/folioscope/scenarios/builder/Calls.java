package org.folioscope.scenarios.builder;

import java.time.Duration;

/**
 * A list of calls in the making: a step for each call there is. Where a call's result is what it is
 * made for, its name comes first: {@code open("fd1", "file1", O_RDWR)}; for any other call {@link
 * #into} names it. Descriptors, addresses and processes are names or expressions as in a call line.
 *
 * @param <S> who goes on
 */
public abstract sealed class Calls<S extends Calls<S>> extends CallSteps<S>
    permits Steps, TaskSteps {

  Calls(Step owner) {
    super(owner);
  }

  /** Open a file under a name. */
  public final S open(String fd, String path, Flags flags) {
    return assign(fd, "open", Terms.text(path), flags);
  }

  /** Make and open a file in memory under a name. */
  public final S memfdCreate(String fd, String name) {
    return assign(fd, "memfd_create", Terms.text(name), 0);
  }

  /** Make and open a file in memory under a name, as the flags say. */
  public final S memfdCreate(String fd, String name, Flags flags) {
    return assign(fd, "memfd_create", Terms.text(name), flags);
  }

  /** Make a file a copy of another that shares its blocks. */
  public final S reflink(String source, String target) {
    return make("reflink", source, target);
  }

  /** Change the size of a file. */
  public final S truncate(String path, long length) {
    return make("truncate", Terms.text(path), length);
  }

  /** Change the size of an open file. */
  public final S ftruncate(String fd, long length) {
    return make("ftruncate", fd, length);
  }

  /** Give a range of an open file space. */
  public final S fallocate(String fd, long offset, long length) {
    return make("fallocate", fd, 0, offset, length);
  }

  /** Give a range of an open file space, make it a hole, or make it read as zeroes. */
  public final S fallocate(String fd, Flags mode, long offset, long length) {
    return make("fallocate", fd, mode, offset, length);
  }

  /** Close a file. */
  public final S close(String fd) {
    return make("close", fd);
  }

  /** Read at the file position into memory. */
  public final S read(String fd, String address, long length) {
    return make("read", fd, address, length);
  }

  /** Read at an offset into memory. */
  public final S pread(String fd, String address, long length, long offset) {
    return make("pread", fd, address, length, offset);
  }

  /** Write memory at the file position. */
  public final S write(String fd, String address, long length) {
    return make("write", fd, address, length);
  }

  /** Write content at the file position. */
  public final S write(String fd, Expression content, long length) {
    return make("write", fd, content, length);
  }

  /** Write memory at an offset. */
  public final S pwrite(String fd, String address, long length, long offset) {
    return make("pwrite", fd, address, length, offset);
  }

  /** Write content at an offset. */
  public final S pwrite(String fd, Expression content, long length, long offset) {
    return make("pwrite", fd, content, length, offset);
  }

  /** Copy from the position of one file to that of another one. */
  public final S sendfile(String out, String in, long count) {
    return make("sendfile", out, in, Terms.NULL, count);
  }

  /** Copy from an offset of one file to the position of another one. */
  public final S sendfile(String out, String in, long offset, long count) {
    return make("sendfile", out, in, offset, count);
  }

  /** Make data and metadata of a file durable. */
  public final S fsync(String fd) {
    return make("fsync", fd);
  }

  /** Make data of a file durable. */
  public final S fdatasync(String fd) {
    return make("fdatasync", fd);
  }

  /** Map a file under a name. */
  public final S mmap(
      String address, long length, Flags protection, Flags flags, String fd, long offset) {
    return assign(address, "mmap", length, protection, flags, fd, offset);
  }

  /** Map anonymous memory under a name. */
  public final S mmap(String address, long length, Flags protection, Flags flags) {
    return assign(address, "mmap", length, protection, flags);
  }

  /** Unmap the areas that lie in the range. */
  public final S munmap(String address, long length) {
    return make("munmap", address, length);
  }

  /** Store content into memory, as a program does. */
  public final S store(String address, Expression content, long length) {
    return make("store", address, content, length);
  }

  /** Load a byte of memory, as a program does. */
  public final S load(String address) {
    return make("load", address);
  }

  /** Load bytes of memory, as a program does. */
  public final S load(String address, long length) {
    return make("load", address, length);
  }

  /** Write zeroes behind a file's end until no space is left. */
  public final S fillDevice(String fd) {
    return make("fill_device", fd);
  }

  /** Give advice about memory. */
  public final S madvise(String address, long length, Flags advice) {
    return make("madvise", address, length, advice);
  }

  /** Make a process whose memory is a copy of the caller's. */
  public final S fork(String child) {
    return make("fork", child);
  }

  /** End the process. */
  public final S exit() {
    return make("exit");
  }

  /** Sends SIGKILL to the tasks of a process. */
  public final S kill(String process) {
    return make("kill", process);
  }

  /** Let an area of memory grow, under a new name, which may be that of another address. */
  public final S mremap(String moved, String address, long length, long newLength, Flags flags) {
    return assign(moved, "mremap", address, length, newLength, flags);
  }

  /** Move an area of memory to an address, under a new name. */
  public final S mremap(
      String moved, String address, long length, long newLength, Flags flags, String to) {
    return assign(moved, "mremap", address, length, newLength, flags, to);
  }

  /** One background pass of the flusher over a file. */
  public final S writeback(String path) {
    return make("writeback", Terms.text(path));
  }

  /** The flusher by itself: what is old, or with {@code BACKGROUND} what is dirty. */
  public final S flusher(Expression... how) {
    return make("flusher", (Object[]) how);
  }

  /** Take pages back: all of them, or as {@code AGING, DIRTY_NODE} and the like say. */
  public final S reclaim(Expression... how) {
    return make("reclaim", (Object[]) how);
  }

  /** Drop the clean, unused pages of a file. */
  public final S dropCaches(String path) {
    return make("drop_caches", Terms.text(path));
  }

  /** Allocate a huge page of free memory; the result is its first frame. */
  public final S allocHuge() {
    return make("alloc_huge");
  }

  /** Take free memory away; the result is how many pages. */
  public final S memoryOffline() {
    return make("memory_offline");
  }

  /** Let virtual time pass. */
  public final S sleep(Duration time) {
    return make("sleep", time);
  }

  /** Copy memory of this process into another one's. */
  public final S processVmWritev(String process, String local, String remote, long length) {
    return make("process_vm_writev", process, local, remote, length);
  }

  /** Register memory with an RDMA card under a name. */
  public final S rdmaRegister(String registration, String address, long length) {
    return assign(registration, "rdma_register", address, length);
  }

  /** The RDMA card stores into registered memory. */
  public final S rdmaWrite(String registration, long offset, Expression content, long length) {
    return make("rdma_write", registration, offset, content, length);
  }

  /** End a registration. */
  public final S rdmaDeregister(String registration) {
    return make("rdma_deregister", registration);
  }

  /** Give memory to a capture device under a name. */
  public final S captureQueue(String buffer, String address, long length) {
    return assign(buffer, "capture_queue", address, length);
  }

  /** The capture device fills a buffer. */
  public final S captureFrame(String buffer, Expression content, long length) {
    return make("capture_frame", buffer, content, length);
  }

  /** Take a buffer back from the capture device. */
  public final S captureRelease(String buffer) {
    return make("capture_release", buffer);
  }

  /** Register memory of which the card only does what {@code READ} or {@code WRITE} says. */
  public final S rdmaRegister(String registration, String address, long length, Flags access) {
    return assign(registration, "rdma_register", address, length, Terms.named("access", access));
  }

  /** Give a capture device memory with which it only does what the access says. */
  public final S captureQueue(String buffer, String address, long length, Flags access) {
    return assign(buffer, "capture_queue", address, length, Terms.named("access", access));
  }

  /** Start a direct read at an offset into memory. */
  public final S aioRead(String fd, String address, long length, long offset) {
    return make("aio_read", fd, address, length, offset);
  }

  /** Read from a server past the page cache, into pages that are held by plain references. */
  public final S nfsDirectRead(String address, Expression content, long length) {
    return make("nfs_direct_read", address, content, length);
  }

  /** Start a read from a server, under a name. */
  public final S nfsAioRead(String read, String address, long length) {
    return assign(read, "nfs_aio_read", address, length);
  }

  /** The server answers a read. */
  public final S nfsAnswer(String read, Expression content, long length) {
    return make("nfs_answer", read, content, length);
  }

  /** Wait for the task's {@link #aioRead}. */
  public final S aioWait() {
    return make("aio_wait");
  }

  /** Make the files durable that a range of memory shows. */
  public final S msync(String address, long length, Flags flags) {
    return make("msync", address, length, flags);
  }

  /** Make everything durable. */
  public final S sync() {
    return make("sync");
  }

  /** Unmount the filesystem. */
  public final S umount() {
    return make("umount");
  }

  /** Start writeback of a range of a file, wait for it, or both. */
  public final S syncFileRange(String fd, long offset, long length, Flags flags) {
    return make("sync_file_range", fd, offset, length, flags);
  }

  /** Make the filesystem of an open file durable. */
  public final S syncfs(String fd) {
    return make("syncfs", fd);
  }

  /** Take a file's name away. */
  public final S unlink(String path) {
    return make("unlink", Terms.text(path));
  }

  /** Give a file another name. */
  public final S rename(String from, String to) {
    return make("rename", Terms.text(from), Terms.text(to));
  }

  /** Move the file position. */
  public final S lseek(String fd, long offset, Flags whence) {
    return make("lseek", fd, offset, whence);
  }

  /** Ask for the size of an open file. */
  public final S fstatSize(String fd) {
    return make("fstat_size", fd);
  }

  /** Ask for the size of a file. */
  public final S statSize(String path) {
    return make("stat_size", Terms.text(path));
  }

  /** Ask how many blocks are free. */
  public final S statfsBfree() {
    return make("statfs_bfree");
  }

  /**
   * Make the device fail; {@code named("file", text("f"))} and the like say where and how often.
   */
  public final S failIo(Flags operation, Flags error, Expression... where) {
    Object[] arguments = new Object[where.length + 2];
    arguments[0] = operation;
    arguments[1] = error;
    System.arraycopy(where, 0, arguments, 2, where.length);
    return make("fail_io", arguments);
  }

  /** Make the device all right again. */
  public final S healIo() {
    return make("heal_io");
  }

  /** Fill a new disk of the array from the others and the parity. */
  public final S rebuildMember(long member) {
    return make("rebuild_member", member);
  }

  /** {@code power_cut()}. */
  public final S powerCut() {
    return make("power_cut");
  }
}
