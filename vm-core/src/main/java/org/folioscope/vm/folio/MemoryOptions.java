package org.folioscope.vm.folio;

/**
 * What can be set about the memory of a machine.
 *
 * @param debug whether pages are checked when they are freed, and flags when they are used
 *     (CONFIG_DEBUG_VM)
 */
public record MemoryOptions(boolean debug) {

  /** As distributions build it. */
  public static final MemoryOptions DEFAULT = new MemoryOptions(false);
}
