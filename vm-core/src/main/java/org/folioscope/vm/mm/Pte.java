package org.folioscope.vm.mm;

/**
 * A present page-table entry.
 *
 * @param folio the frame it points to
 * @param writable stores go through
 * @param dirty a store went through since the entry was clean
 * @param young it was used since reclaim last looked
 */
public record Pte(int folio, boolean writable, boolean dirty, boolean young) {}
