package org.folioscope.scenarios.compare;

/**
 * What the writeback of one page costs because of how its end is told, counted in one run.
 *
 * @param writebacks how many there were
 * @param startAtomics atomic operations on the page where PG_writeback is set
 * @param endAtomics atomic operations on the page in the completion
 * @param iPagesHolds how often the completion takes the i_pages lock
 * @param queueHolds how often the completion takes the lock of a wait queue
 * @param wakesUnderIPages how many sleepers it wakes with the i_pages lock held, interrupts off
 * @param sleeperAtomics atomic operations on the page by who goes to sleep for it
 * @param sleeperQueueHolds how often who sleeps takes the lock of the wait queue
 */
public record WritebackEndCosts(
    int writebacks,
    int startAtomics,
    int endAtomics,
    int iPagesHolds,
    int queueHolds,
    int wakesUnderIPages,
    int sleeperAtomics,
    int sleeperQueueHolds) {

  /** The atomic operations of writer and completion. */
  public int atomics() {
    return startAtomics + endAtomics;
  }
}
