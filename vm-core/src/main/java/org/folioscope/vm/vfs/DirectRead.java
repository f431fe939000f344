package org.folioscope.vm.vfs;

import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;

/**
 * A direct read.
 *
 * @param position in the file, a multiple of 512
 * @param mm the address space of the buffer
 * @param address of the buffer, a multiple of 512
 * @param length in bytes, a multiple of 512, ending within the file
 */
record DirectRead(Inode inode, long position, Mm mm, long address, long length) {}
