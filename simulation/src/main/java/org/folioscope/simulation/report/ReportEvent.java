package org.folioscope.simulation.report;

import org.folioscope.eventlog.log.Event;

/** What the kernel, a checker or an oracle had to say. */
public sealed interface ReportEvent extends Event {

  /**
   * Something counts as wrong.
   *
   * @param id stable and readable, for example {@code bug-dirty-folio-without-buffers}
   * @param function the emulated kernel function that noticed, or the checker's name
   * @param message what the kernel prints, or one line of explanation
   */
  record ViolationReported(Kind kind, String id, String function, String message)
      implements ReportEvent {
    @Override
    public String note() {
      return switch (kind) {
        case BUG, WARN -> "*** " + message;
        default -> "*** " + id + ": " + message;
      };
    }
  }

  /** The kernel printed a line that is no complaint. */
  record LinePrinted(String text) implements ReportEvent {}
}
