package org.folioscope.vm.folio;

/**
 * What can be set about the memory of a machine.
 *
 * @param debug whether pages are checked when they are freed, and flags when they are used
 *     (CONFIG_DEBUG_VM)
 * @param anyFrame whether an allocation may get any free frame, as the schedule says; if not, it
 *     gets the one that was freed last on its CPU
 */
public record MemoryOptions(boolean debug, boolean anyFrame) {

  /** As distributions build it. */
  public static final MemoryOptions DEFAULT = new MemoryOptions(false, false);
}
