package org.folioscope.scenarios.junit;

/** How a {@link StorageTest} searches. */
public enum Search {
  /** Every interleaving, up to the bound on preemptions. */
  NAIVE,
  /** Random walks; they find, but never prove. */
  RANDOM
}
