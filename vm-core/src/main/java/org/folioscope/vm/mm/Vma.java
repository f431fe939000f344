package org.folioscope.vm.mm;

/**
 * A virtual memory area (vm_area_struct).
 *
 * @param start the first byte's address
 * @param end the address after the last byte
 * @param readable PROT_READ
 * @param writable PROT_WRITE
 * @param shared MAP_SHARED
 * @param inode the mapped file, 0 for anonymous memory
 * @param offset the page offset in the file of the first page
 */
public record Vma(
    long start,
    long end,
    boolean readable,
    boolean writable,
    boolean shared,
    int inode,
    long offset) {

  /** Whether there is a file behind it. */
  public boolean hasFile() {
    return inode != 0;
  }

  /** The page offset in the file that an address shows. */
  public long index(long address) {
    return offset + (address - start) / 4096;
  }

  /** The address at which a page of the file shows. */
  public long address(long index) {
    return start + (index - offset) * 4096;
  }

  /** Whether it shows this page of this file. */
  public boolean shows(int file, long index) {
    return hasFile() && inode == file && index >= offset && index < offset + (end - start) / 4096;
  }
}
