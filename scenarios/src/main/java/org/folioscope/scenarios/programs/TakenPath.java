package org.folioscope.scenarios.programs;

import org.folioscope.scenarios.oracle.Spot;
import org.jspecify.annotations.Nullable;

/**
 * A documented path that a run took with one page.
 *
 * @param event the number of the event that shows it
 * @param folio the frame
 * @param freed the number of the event from which on the frame is another page
 * @param spot the page of a file, or of memory, that it was; null for none
 */
record TakenPath(DocumentedPath path, long event, int folio, long freed, @Nullable Spot spot) {

  private static final int NONE = -1;
  private static final long NEVER = Long.MAX_VALUE;

  /** A path of a page that is in this frame. */
  static TakenPath of(DocumentedPath path, long event, int folio, @Nullable Spot spot) {
    return new TakenPath(path, event, folio, NEVER, spot);
  }

  /** A path of a page whose frame does not matter. */
  static TakenPath of(DocumentedPath path, long event, Spot spot) {
    return new TakenPath(path, event, NONE, NEVER, spot);
  }

  /** A path of no page in particular. */
  static TakenPath of(DocumentedPath path, long event) {
    return new TakenPath(path, event, NONE, NEVER, null);
  }

  /** The same when a frame becomes free: only who ends writeback too late still means this page. */
  TakenPath freed(int frame, long number) {
    boolean mine = folio == frame && freed == NEVER && path != DocumentedPath.STALE_WAKE;
    return mine ? new TakenPath(path, event, folio, number, spot) : this;
  }

  /** The same of a page of another file that was made to hold what this one holds. */
  TakenPath cloned(Spot other) {
    return of(path, event, other);
  }

  /** Whether the frame is the same page still at an event. */
  boolean isIn(int frame, long number) {
    return folio == frame && number < freed;
  }
}
