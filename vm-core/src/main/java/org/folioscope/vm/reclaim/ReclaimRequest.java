package org.folioscope.vm.reclaim;

/**
 * What a reclaimer wants.
 *
 * @param aging let references and the balance of the lists count, as kswapd does; otherwise every
 *     page is a candidate
 * @param nodeDirty the node is flagged DIRTY: kswapd may write pages itself
 * @param passes how often the lists are gone through
 * @param bufferHeadsOverLimit buffer heads take too much memory: pages of the active list lose
 *     theirs when the list is scanned, which only aging does
 */
public record ReclaimRequest(
    boolean aging, boolean nodeDirty, int passes, boolean bufferHeadsOverLimit) {

  /** What MADV_PAGEOUT asks for, on everything: one pass, references ignored. */
  public static final ReclaimRequest EVERYTHING = new ReclaimRequest(false, false, 1);

  /** With as many buffer heads as may be. */
  public ReclaimRequest(boolean aging, boolean nodeDirty, int passes) {
    this(aging, nodeDirty, passes, false);
  }

  /** kswapd's own loop. */
  public static final ReclaimRequest AGING = new ReclaimRequest(true, false, 1);
}
