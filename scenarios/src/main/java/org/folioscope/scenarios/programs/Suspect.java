package org.folioscope.scenarios.programs;

import java.util.Collection;
import java.util.SortedSet;
import org.folioscope.scenarios.oracle.Spot;
import org.folioscope.simulation.report.Kind;

/**
 * What was reported, and of which pages.
 *
 * @param event the number of the event that reported it
 * @param folios the frames that the kernel was at work on when it complained
 * @param spots the pages that the oracle found wrong, or those that the task was changing
 */
record Suspect(Kind kind, long event, SortedSet<Integer> folios, Collection<Spot> spots) {

  /** Whether paths explain it: all pages that are wrong, or one that the kernel was at work on. */
  boolean isExplainedBy(Collection<TakenPath> paths, boolean byOracle) {
    if (paths.stream().anyMatch(path -> comesBefore(path) && !path.path().isOfPages())) {
      return true;
    }
    return byOracle
        ? !spots.isEmpty()
            && spots.stream()
                .allMatch(spot -> paths.stream().anyMatch(path -> explains(path, spot)))
        : paths.stream().anyMatch(this::explains);
  }

  private boolean explains(TakenPath path) {
    return comesBefore(path) && folios.stream().anyMatch(folio -> path.isIn(folio, event))
        || spots.stream().anyMatch(spot -> explains(path, spot));
  }

  private boolean explains(TakenPath path, Spot spot) {
    return comesBefore(path) && spot.equals(path.spot());
  }

  private boolean comesBefore(TakenPath path) {
    return path.event() <= event && path.path().explains(kind);
  }
}
