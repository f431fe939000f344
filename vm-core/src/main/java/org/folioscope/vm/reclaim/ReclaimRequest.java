package org.folioscope.vm.reclaim;

/**
 * What a reclaimer wants.
 *
 * @param aging let references and the balance of the lists count, as kswapd does; otherwise every
 *     page is a candidate
 * @param nodeDirty the node is flagged DIRTY: kswapd may write pages itself
 * @param passes how often the lists are gone through
 */
public record ReclaimRequest(boolean aging, boolean nodeDirty, int passes) {

  /** What MADV_PAGEOUT asks for, on everything: one pass, references ignored. */
  public static final ReclaimRequest EVERYTHING = new ReclaimRequest(false, false, 1);

  /** kswapd's own loop. */
  public static final ReclaimRequest AGING = new ReclaimRequest(true, false, 1);
}
