package org.folioscope.block;

/**
 * Something wrong with the device: bios of an operation that touch certain sectors fail, as with
 * dm-error and fail_make_request.
 *
 * @param sector the first bad sector; of no meaning to a flush
 * @param sectors how many from there on are bad
 * @param times how many bios it still fails; {@link #ALWAYS} for all until the device is healed
 */
public record Fault(BioOp op, Failure failure, long sector, long sectors, int times) {

  /** Every bio, until the device is healed. */
  public static final int ALWAYS = -1;

  /** Whether it fails some bio and covers some sector. */
  public Fault {
    if (times == 0 || times < ALWAYS || sectors <= 0) {
      throw new IllegalArgumentException("a fault that fails nothing");
    }
  }

  /** The first bad sector of a run that the operation touches; a negative number when none is. */
  long firstBad(BioOp touching, long from, long count) {
    if (op != touching) {
      return -1;
    }
    if (op == BioOp.FLUSH) {
      return from;
    }
    long bad = Math.max(sector, from);
    return bad < Math.min(sector + sectors, from + count) ? bad : -1;
  }
}
