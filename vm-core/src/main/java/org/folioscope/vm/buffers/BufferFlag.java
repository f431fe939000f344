package org.folioscope.vm.buffers;

/** The states of a buffer head. */
public enum BufferFlag {
  /** It has a block on the device. */
  MAPPED,
  /** Its bytes in memory are valid. */
  UPTODATE,
  /** Its bytes in memory are newer than the device's. */
  DIRTY,
  /** A block is reserved but not chosen. */
  DELAY,
  /** Its block's old contents must not be seen. */
  UNWRITTEN
}
