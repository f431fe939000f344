package org.folioscope.vm.vfs;

import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;

/**
 * A direct read.
 *
 * @param position in the file, a multiple of 512
 * @param buffer at a multiple of 512
 * @param length in bytes, a multiple of 512, ending in the last sector of the file at the latest
 * @param asynchronous the reader does not wait (AIO)
 * @param legacy by fs/direct-io.c, which says EIO whatever the device says
 */
record DirectRead(
    Inode inode,
    long position,
    ReadBuffer buffer,
    long length,
    boolean asynchronous,
    boolean legacy) {

  Mm mm() {
    return buffer.mm();
  }

  long address() {
    return buffer.address();
  }

  /**
   * Whether the reader itself marks the pages dirty after the I/O, and nobody before: a synchronous
   * read by fs/direct-io.c.
   */
  boolean dirtiesAtTheEnd() {
    return legacy && !asynchronous;
  }
}
