package org.folioscope.vm.folio;

/**
 * What can be set about the memory of a machine.
 *
 * @param debug whether pages are checked when they are freed, and flags when they are used
 *     (CONFIG_DEBUG_VM)
 * @param anyFrame whether any free frame may be used next, instead of the one freed last
 */
public record MemoryOptions(boolean debug, boolean anyFrame) {

  /** As distributions build it. */
  public static final MemoryOptions DEFAULT = new MemoryOptions(false, false);
}
