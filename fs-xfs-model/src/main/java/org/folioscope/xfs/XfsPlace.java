package org.folioscope.xfs;

/**
 * Where a block of a page is to be written.
 *
 * @param block in the page
 * @param place on the device
 * @param unwritten whether it must be converted, or take another's place, when it is written
 */
record XfsPlace(int block, long place, boolean unwritten) {}
