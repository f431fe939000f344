package org.folioscope.vm.vfs;

import org.folioscope.vm.mm.Mm;

/**
 * Where a direct read puts the bytes of a file.
 *
 * @param mm the address space
 * @param address in bytes
 * @param length in bytes
 * @param zeroes how the zeroes of a hole get there, which no device stores
 */
public record ReadBuffer(Mm mm, long address, long length, Zeroes zeroes) {

  /** Stores zeroes into a program's memory as the program itself would (iov_iter_zero). */
  @FunctionalInterface
  public interface Zeroes {

    /** How many bytes were stored; EFAULT when none could be. Takes mmap_lock, may sleep. */
    long store(Mm mm, long address, int length);
  }
}
