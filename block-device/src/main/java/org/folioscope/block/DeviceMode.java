package org.folioscope.block;

/** What the device does with the bytes of a write beside storing them. */
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
  PARITY;

  /** Whether it asks that pages stay as they are while they are written (AS_STABLE_WRITES). */
  public boolean asksForStablePages() {
    return this != PLAIN;
  }
}
