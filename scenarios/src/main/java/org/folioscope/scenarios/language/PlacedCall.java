package org.folioscope.scenarios.language;

/**
 * A call and when it runs: parts of a scenario run one after the other, the lists of one part at
 * the same time, the calls of one list one after the other.
 */
record PlacedCall(Call call, int part, int list, int index) {

  /** Whether this call can have run when another one starts. */
  boolean mayPrecede(PlacedCall other) {
    if (part != other.part) {
      return part < other.part;
    }
    return list != other.list || index < other.index;
  }
}
