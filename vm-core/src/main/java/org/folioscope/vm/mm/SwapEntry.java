package org.folioscope.vm.mm;

/**
 * What stands in the page-table entry of a page that was swapped out.
 *
 * @param slot where in swap it is
 * @param exclusive no other process had the page when it was swapped out (pte_swp_exclusive)
 */
public record SwapEntry(int slot, boolean exclusive) {}
