package org.folioscope.block;

import java.util.Locale;

/** How a bio fails: what it ends with (blk_status_t), or that its end never comes. */
public enum Failure {
  /** Any other error. */
  IOERR(10, 5, "I/O"),
  /** The medium cannot be read or written there. */
  MEDIUM(7, 61, "critical medium"),
  /** A thinly provisioned device has run out of space. */
  NOSPC(3, 28, "critical space allocation"),
  /** The data does not fit its integrity tag. */
  PROTECTION(8, 84, "protection"),
  /** The device did not answer in time, and the driver gave the request up. */
  TIMEOUT(2, 110, "timeout"),
  /** The completion is lost: the request is in flight for ever. */
  LOST(0, 0, "");

  private final int code;
  private final int errno;
  private final String words;

  Failure(int code, int errno, String words) {
    this.code = code;
    this.errno = errno;
    this.words = words;
  }

  /** The number of the blk_status_t. */
  public int code() {
    return code;
  }

  /** The status of the bio, a negative errno (blk_status_to_errno). */
  public int status() {
    return -errno;
  }

  /** The failure that a negative errno came from; IOERR for one that no other has. */
  public static Failure of(int status) {
    for (Failure failure : values()) {
      if (failure != LOST && failure.status() == status) {
        return failure;
      }
    }
    return IOERR;
  }

  /** What the kernel prints of a request that failed so (blk_print_req_error). */
  String line(Bio bio) {
    boolean read = bio.op() == BioOp.READ;
    return String.format(
        Locale.ROOT,
        "%s error, dev %s, sector %d op 0x%x:(%s) flags 0x%x phys_seg %d prio class 0",
        words,
        BlockDevice.NAME,
        bio.sector(),
        read ? 0 : 1,
        read ? "READ" : "WRITE",
        bio.op() == BioOp.FLUSH ? 0x800 : 0,
        bio.segments().size());
  }
}
