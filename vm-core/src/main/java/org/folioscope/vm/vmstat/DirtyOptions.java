package org.folioscope.vm.vmstat;

/**
 * How much may be dirty on a machine.
 *
 * @param memory the pages of memory that can be dirty, of which limits are a part; 0 for a machine
 *     without limits, on which nothing is counted
 * @param ratelimit after how many pages that it dirtied a task looks at the limits; on the large
 *     machines that Linux knows it is 32 at first
 */
public record DirtyOptions(long memory, int ratelimit) {

  /** A machine on which any number of pages may be dirty. */
  public static final DirtyOptions NONE = new DirtyOptions(0, 1);

  /** Whether there are limits. */
  public boolean limited() {
    return memory > 0;
  }
}
