package org.folioscope.vm.vfs;

import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;

/**
 * A direct read.
 *
 * @param position in the file, a multiple of 512
 * @param mm the address space of the buffer
 * @param address of the buffer, a multiple of 512
 * @param length in bytes, a multiple of 512, ending in the last sector of the file at the latest
 * @param asynchronous the reader does not wait (AIO)
 * @param legacy by fs/direct-io.c, which says EIO whatever the device says
 */
record DirectRead(
    Inode inode,
    long position,
    Mm mm,
    long address,
    long length,
    boolean asynchronous,
    boolean legacy) {

  /**
   * Whether the reader itself marks the pages dirty after the I/O, and nobody before: a synchronous
   * read by fs/direct-io.c.
   */
  boolean dirtiesAtTheEnd() {
    return legacy && !asynchronous;
  }
}
