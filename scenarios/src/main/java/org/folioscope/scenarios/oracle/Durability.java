package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.gup.RegistrationEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.machine.MachineObserver;

/**
 * What must survive a power cut: the bytes whose last change was over, and whose writer had let go
 * of the page, before a request for durability began that was answered with 0. A device with which
 * the memory is registered never lets go: what it stored before the request counts.
 */
final class Durability {

  /** The thing whose order is judged; the numbers before it are others'. */
  private static final int PROMISING = 8;

  private final boolean powerCuts;
  private final Map<Integer, Asked> asked = new TreeMap<>();
  private final List<Promise> promises = new ArrayList<>();
  private final SortedSet<Integer> registered = new TreeSet<>();
  private final Map<Integer, List<Integer>> registrations = new TreeMap<>();

  /** The numbers of the events by which registered memory was stored to. */
  private final SortedSet<Long> longTerm = new TreeSet<>();

  /** A request for durability that is not answered yet. */
  private record Asked(CallEvent.SyncBegan what, long since) {}

  /** All that was over before an event is durable. */
  private record Promise(int inode, long position, long length, long since) {

    boolean isAbout(Change change) {
      boolean inside = change.position() >= position && change.after() - position <= length;
      boolean ofTheWhole = change.truncates() || change.content() == null;
      return change.inode() == inode && (ofTheWhole || inside);
    }
  }

  /** Knows nothing yet. */
  Durability(boolean powerCuts) {
    this.powerCuts = powerCuts;
  }

  /**
   * What matters of the order, where the power can be cut: whether a change was over when
   * durability was asked for.
   */
  void order(Event event, AccessListener footprint) {
    switch (event) {
      case CallEvent.SyncBegan e when powerCuts -> footprint.read(promising(e.inode()));
      case CallEvent.ChangeEnded e -> changes(e.inode(), footprint);
      case CallEvent.StoreEnded e -> changes(e.inode(), footprint);
      case CallEvent.ReshapeEnded e -> changes(e.inode(), footprint);
      default -> {
        // its order means nothing here
      }
    }
  }

  /** The same of a device that stores into a page of the file, or lets it go. */
  void changes(int inode, AccessListener footprint) {
    if (powerCuts) {
      footprint.add(promising(inode));
    }
  }

  private static long promising(int inode) {
    return MachineObserver.location(PROMISING, inode);
  }

  void asked(long number, CallEvent.SyncBegan event) {
    asked.put(event.task(), new Asked(event, number));
  }

  void answered(CallEvent.SyncEnded event) {
    Asked question = asked.remove(event.task());
    if (question != null && event.result() == 0) {
      CallEvent.SyncBegan what = question.what();
      promises.add(new Promise(what.inode(), what.position(), what.length(), question.since()));
    }
  }

  void registration(RegistrationEvent event) {
    switch (event) {
      case RegistrationEvent.BufferRegistered e -> {
        registrations.put(e.registration(), e.folios());
        registered.addAll(e.folios());
      }
      case RegistrationEvent.BufferDeregistered e -> ended(e.registration());
      case RegistrationEvent.BufferRevoked e -> ended(e.registration());
      case RegistrationEvent.BufferLeased _ -> {
        // the device knows the pages as before
      }
    }
  }

  private void ended(int registration) {
    registrations.remove(registration);
    registered.clear();
    registrations.values().forEach(registered::addAll);
  }

  /** A device stored into a page that it holds. */
  void stored(long number, int folio) {
    if (registered.contains(folio)) {
      longTerm.add(number);
    }
  }

  /** Whether the change is a store into registered memory. */
  boolean isLongTerm(Change change) {
    return change.kind() == Change.Kind.DEVICE && longTerm.contains(change.begin());
  }

  /** The change as a power cut leaves it: certain, or there or not. */
  Change left(Change change) {
    Change over = isLongTerm(change) ? change.endedAt(change.begin()) : change;
    boolean promised =
        over.end() == 0
            || promises.stream()
                .anyMatch(promise -> promise.isAbout(over) && over.end() < promise.since());
    return promised ? over : over.unconfirmed();
  }

  /** Takes over what another one knows to be promised. */
  void addAll(Durability other) {
    promises.addAll(other.promises);
  }

  /** The power is gone: nobody asks or holds anything any more. */
  void powerLost() {
    asked.clear();
    registered.clear();
    registrations.clear();
  }
}
