package org.folioscope.block;

/** What a bio asks of the device. */
public enum BioOp {
  /** Device to memory. */
  READ,
  /** Memory to device. */
  WRITE,
  /** Make durable what has completed; carries no data. */
  FLUSH;

  String label() {
    return this == READ ? "read" : "write";
  }
}
