package org.folioscope.scenarios.oracle;

import org.folioscope.simulation.report.Kind;

/** Something that the oracle has to say. */
public record Finding(Kind kind, String id, String message) {

  static Finding lost(String message) {
    return new Finding(Kind.DATA_LOSS, "lost-write", message);
  }

  static Finding corrupt(String message) {
    return new Finding(Kind.CORRUPTION, "foreign-bytes", message);
  }

  static Finding lateDirty() {
    return new Finding(
        Kind.OK,
        "late-dirty",
        "fsync returned 0 while a device still held a page of the file, which became dirty after"
            + " that");
  }
}
