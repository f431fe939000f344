package org.folioscope.scenarios.junit;

import org.folioscope.scenarios.explore.Explored;

/** Where assertions about explorations begin. */
public final class StorageAssertions {

  private StorageAssertions() {}

  /** Begins assertions about what was found. */
  public static ExploredAssert assertThat(Explored explored) {
    return new ExploredAssert(explored);
  }
}
