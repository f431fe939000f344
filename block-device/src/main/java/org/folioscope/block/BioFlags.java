package org.folioscope.block;

/**
 * What a bio wants beside its operation.
 *
 * @param bouncePinned memory that some device may be storing to is copied when the bio is
 *     submitted, and the copy written (BIO_NEED_PIN_BOUNCE)
 * @param preflush before its own data, what had completed when it was submitted is made durable
 *     (REQ_PREFLUSH)
 * @param fua its own data is durable when it completes (REQ_FUA)
 */
public record BioFlags(boolean bouncePinned, boolean preflush, boolean fua) {

  /** Nothing. */
  public static final BioFlags NONE = new BioFlags(false, false, false);

  /** Copies of pinned memory. */
  public static final BioFlags BOUNCE_PINNED = new BioFlags(true, false, false);
}
