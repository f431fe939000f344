package org.folioscope.vm.contract;

/**
 * How many pages a background pass may still write (nr_to_write). It belongs to the task that makes
 * the pass.
 */
public final class WritebackSlice {

  private final int pages;
  private int written;

  /** A slice of so many pages. */
  public WritebackSlice(int pages) {
    this.pages = pages;
  }

  /** A page was written. */
  public void take() {
    written++;
  }

  /** How many pages were written. */
  public int written() {
    return written;
  }

  /** Whether the pass is over. */
  public boolean isUsedUp() {
    return written >= pages;
  }
}
