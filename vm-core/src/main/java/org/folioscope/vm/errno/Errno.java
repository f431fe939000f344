package org.folioscope.vm.errno;

/** Results of operations that can fail, with Linux's numbers. */
public enum Errno {
  /** No error. */
  OK(0),
  /** Interrupted by a signal. */
  EINTR(4),
  /** The device failed. */
  EIO(5),
  /** Bad file descriptor. */
  EBADF(9),
  /** No memory. */
  ENOMEM(12),
  /** Not permitted on this memory or file. */
  EACCES(13),
  /** No such memory, or it cannot be used so. */
  EFAULT(14),
  /** In use. */
  EBUSY(16),
  /** Exists already. */
  EEXIST(17),
  /** Does not exist. */
  ENOENT(2),
  /** Wrong argument. */
  EINVAL(22),
  /** Larger than files can be. */
  EFBIG(27),
  /** No space. */
  ENOSPC(28),
  /** Read-only. */
  EROFS(30),
  /** Not supported. */
  EOPNOTSUPP(95);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /** What a system call returns: 0, or the negative number. */
  public int result() {
    return -number;
  }

  /** Whether this is an error. */
  public boolean failed() {
    return this != OK;
  }

  /** The error of a negative result, or OK. */
  public static Errno of(long result) {
    for (Errno errno : values()) {
      if (errno.number == -result) {
        return errno;
      }
    }
    return result < 0 ? EIO : OK;
  }
}
