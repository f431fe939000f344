package org.folioscope.simulation.report;

/** What kind of thing went wrong; how bad each is tells {@link #severity}, not the order here. */
public enum Kind {
  /** Nothing wrong; a noteworthy but legal outcome. */
  OK(0),
  /** The kernel printed a warning. */
  WARN(2),
  /** Lockdep found an order that can deadlock. */
  LOCKDEP(3),
  /** An operation was refused. */
  REFUSED(1),
  /** Something was not given back. */
  LEAK(4),
  /** A checksum did not fit its data. */
  CHECKSUM(6),
  /** Data that should be there is gone. */
  DATA_LOSS(7),
  /** Data that should not be there is. */
  CORRUPTION(8),
  /** A task is blocked for ever. */
  HANG(9),
  /** Tasks wait for each other in a circle. */
  DEADLOCK(10),
  /** Memory was used after it was given back. */
  USE_AFTER_FREE(11),
  /** The kernel stopped at a BUG. */
  BUG(12),
  /** A model of this program threw an exception: a defect of the model, not of the kernel. */
  MODEL_EXCEPTION(13);

  private final int severity;

  Kind(int severity) {
    this.severity = severity;
  }

  /** How bad it is; larger is worse. */
  public int severity() {
    return severity;
  }
}
