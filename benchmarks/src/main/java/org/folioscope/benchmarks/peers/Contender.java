package org.folioscope.benchmarks.peers;

import java.io.IOException;

/** A tool that can hold M1. */
interface Contender {

  /** The tool, with what it was told to do. */
  String name();

  /** Why the tool cannot be measured here; empty when it can. */
  default String missing() {
    return "";
  }

  /**
   * Measures.
   *
   * @throws IllegalStateException when the tool comes to another verdict than it must
   */
  Standing measure() throws IOException;
}
