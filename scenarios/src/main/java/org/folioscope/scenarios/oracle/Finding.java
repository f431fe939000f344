package org.folioscope.scenarios.oracle;

import java.util.Collection;
import java.util.List;
import org.folioscope.simulation.report.Kind;

/**
 * Something that the oracle has to say.
 *
 * @param spots all pages that are not as they should be; none where it is about no page, or a file
 *     cannot be read at all
 */
public record Finding(Kind kind, String id, String message, List<Spot> spots) {

  /** Keeps the spots as they are. */
  public Finding {
    spots = List.copyOf(spots);
  }

  /** About no page. */
  public Finding(Kind kind, String id, String message) {
    this(kind, id, message, List.of());
  }

  static Finding lost(String message, Collection<Spot> spots) {
    return new Finding(Kind.DATA_LOSS, "lost-write", message, List.copyOf(spots));
  }

  static Finding corrupt(String message, Collection<Spot> spots) {
    return new Finding(Kind.CORRUPTION, "foreign-bytes", message, List.copyOf(spots));
  }

  static Finding lateDirty() {
    return new Finding(
        Kind.OK,
        "late-dirty",
        "fsync returned 0 while a device still held a page of the file, which became dirty after"
            + " that");
  }
}
