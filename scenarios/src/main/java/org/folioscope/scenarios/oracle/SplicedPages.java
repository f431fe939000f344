package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.vm.folio.FolioEvent;

/**
 * Pages on their way to files by reference. What is stored into one of them meanwhile arrives too,
 * or comes too late.
 */
final class SplicedPages {

  private final List<CallEvent.PageSpliced> onTheWay = new ArrayList<>();
  private final List<Stored> stored = new ArrayList<>();

  /** Bytes that may arrive, and since when. */
  private record Stored(int task, Change change) {}

  void spliced(CallEvent.PageSpliced page) {
    onTheWay.add(page);
  }

  /** The folios that a task has on their way. */
  IntStream of(int task) {
    return onTheWay.stream()
        .filter(page -> page.task() == task)
        .mapToInt(CallEvent.PageSpliced::folio);
  }

  /** Bytes of a page changed. */
  void stored(long number, FolioEvent.DataStored event) {
    onTheWay.forEach(page -> stored(page, number, event));
  }

  /** Bytes changed that are on their way if they are of this page. */
  void stored(CallEvent.PageSpliced page, long number, FolioEvent.DataStored event) {
    int start = Math.max(page.offset(), event.offset());
    int end = Math.min(page.offset() + page.length(), event.offset() + event.content().length());
    if (page.folio() == event.folio() && start < end) {
      Content part = event.content().slice(start - event.offset(), end - start);
      long position = page.position() + start - page.offset();
      stored.add(
          new Stored(
              page.task(),
              Change.of(
                  page.inode(),
                  Change.Kind.WRITE,
                  position,
                  part,
                  new Change.Period(number, Change.OPEN),
                  false)));
    }
  }

  /** Nothing is on its way any more. */
  void powerLost() {
    onTheWay.clear();
    stored.clear();
  }

  /** The task's pages are on their way no more; gives what may have arrived. */
  void ended(long number, int task, Consumer<Change> arrived) {
    onTheWay.removeIf(page -> page.task() == task);
    stored.stream()
        .filter(bytes -> bytes.task() == task)
        .forEach(bytes -> arrived.accept(bytes.change().endedAt(number)));
    stored.removeIf(bytes -> bytes.task() == task);
  }
}
