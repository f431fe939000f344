package org.folioscope.block;

/** What becomes of the bytes of a write beside being stored: mostly by the device. */
public enum DeviceMode {
  /** Nothing. */
  PLAIN,
  /**
   * It checks each sector against a tag that the kernel made when the bio was submitted (T10 DIF,
   * dm-integrity). A sector that does not fit fails the bio with {@link Failure#PROTECTION}.
   */
  DIF,
  /**
   * It reads each sector twice, once for the parity of its stripe and once to store it (RAID 4 and
   * 5). A sector that changed in between leaves a stripe that does not add up.
   */
  PARITY,
  /**
   * Nothing, but the filesystem keeps a checksum of each sector that it made of its page before it
   * submitted the bio, as btrfs does. What is stored and does not fit is found by whoever reads it.
   */
  DATASUM;

  /**
   * Whether it, or that filesystem, asks that pages stay as they are while they are written
   * (AS_STABLE_WRITES).
   */
  public boolean asksForStablePages() {
    return this != PLAIN;
  }
}
