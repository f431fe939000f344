package org.folioscope.eventlog.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * Folds a log: applies its events to fresh state, without any decision code, and compares the
 * digest after each with the recorded one.
 */
public final class Replay {

  /** Folds to the end of the log. */
  public static final long ALL = Long.MAX_VALUE;

  private final StateSpace space;
  private final Map<Class<?>, StateOwner<?>> owners = new HashMap<>();
  private final Map<String, StateOwner<?>> ownersByFamily = new HashMap<>();

  /**
   * What came of it.
   *
   * @param events how many events were applied
   * @param digest the digest of all state after the last of them
   * @param firstMismatch the number of the first event after which the digest was another than the
   *     recorded one, or 0; not looked for once an event of an unknown family was left out
   * @param skipped how many events were left out because nobody here owns their family
   * @param unknownFamilies the families of those events
   * @param ending why the log gave no more, or null when the fold stopped at the wanted event
   */
  public record Result(
      long events,
      long digest,
      long firstMismatch,
      long skipped,
      SortedSet<String> unknownFamilies,
      @Nullable LogEnding ending) {

    /** Whether every event was applied and gave the recorded digest. */
    public boolean isFaithful() {
      return firstMismatch == 0 && skipped == 0;
    }
  }

  /**
   * A fold through the given owners.
   *
   * @param space the owners' state, with no event applied
   */
  public Replay(StateSpace space, List<? extends StateOwner<?>> owners) {
    this.space = space;
    for (StateOwner<?> owner : owners) {
      owner.family().types().forEach(type -> this.owners.put(type, owner));
      ownersByFamily.put(owner.family().name(), owner);
    }
  }

  /**
   * Applies the events up to the one with the given number.
   *
   * @throws BadInputException when the log has one of the owners' families in another version, or
   *     an event that an owner cannot apply
   */
  public Result fold(LogHeader header, LogCursor cursor, long until) {
    requireVersions(header);
    long events = 0;
    long skipped = 0;
    long mismatch = 0;
    SortedSet<String> unknown = new TreeSet<>();
    while (true) {
      LoggedStep step = events + skipped < until ? cursor.next() : null;
      if (step == null) {
        LogEnding ending = events + skipped < until ? cursor.ending() : null;
        return new Result(events, space.digest(), mismatch, skipped, unknown, ending);
      }
      for (LoggedStep.Logged logged : step.events()) {
        if (logged.number() > until) {
          break;
        }
        if (!apply(logged)) {
          skipped++;
          unknown.add(familyOf(logged.event()));
          continue;
        }
        events++;
        if (mismatch == 0 && skipped == 0 && space.digest() != logged.digest()) {
          mismatch = logged.number();
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private boolean apply(LoggedStep.Logged logged) {
    Event event = logged.event();
    StateOwner<Event> owner = (StateOwner<Event>) owners.get(event.getClass());
    if (owner == null) {
      return false;
    }
    space.beginApply();
    try {
      owner.apply(event);
    } catch (RuntimeException e) {
      throw new BadInputException(
          "event "
              + logged.number()
              + ", "
              + event.getClass().getSimpleName()
              + ", cannot be applied to the state before it ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "): the log was written by other code",
          e);
    } finally {
      space.endApply();
    }
    return true;
  }

  private void requireVersions(LogHeader header) {
    Set<String> seen = new HashSet<>();
    for (LogHeader.Family written : header.families()) {
      StateOwner<?> owner = ownersByFamily.get(written.name());
      if (owner == null || !seen.add(written.name())) {
        continue;
      }
      LogHeader.Family here = LogHeader.Family.of(owner.family());
      if (here.version() != written.version()) {
        throw new BadInputException(
            "the log has version "
                + written.version()
                + " of the events "
                + written.name()
                + ", this program has version "
                + here.version());
      }
      if (!here.equals(written)) {
        throw new BadInputException(
            "the log and this program have different events "
                + written.name()
                + " under the same version "
                + here.version());
      }
    }
  }

  private static String familyOf(Event event) {
    return event instanceof OpaqueEvent opaque ? opaque.family() : event.getClass().getName();
  }
}
