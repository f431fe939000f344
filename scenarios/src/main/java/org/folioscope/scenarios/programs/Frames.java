package org.folioscope.scenarios.programs;

import java.util.OptionalInt;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.vm.folio.FolioEvent;

/** Which frame an event is about, of those that stand beside the kernel's complaints. */
final class Frames {

  private Frames() {}

  static OptionalInt of(Event event) {
    return switch (event) {
      case FolioEvent.FlagSet e -> OptionalInt.of(e.folio());
      case FolioEvent.FlagCleared e -> OptionalInt.of(e.folio());
      case FolioEvent.FolioAllocated e -> OptionalInt.of(e.folio());
      case FolioEvent.FolioFreed e -> OptionalInt.of(e.folio());
      case FolioEvent.FolioLeaked e -> OptionalInt.of(e.folio());
      case FolioEvent.FolioLocked e -> OptionalInt.of(e.folio());
      case FolioEvent.FolioUnlocked e -> OptionalInt.of(e.folio());
      case FolioEvent.ReferencesDropped e -> OptionalInt.of(e.folio());
      case GupEvent.PageReleased e -> OptionalInt.of(e.folio());
      default -> OptionalInt.empty();
    };
  }
}
