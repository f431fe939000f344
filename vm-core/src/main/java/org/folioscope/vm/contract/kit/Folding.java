package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.StateOwner;

/**
 * Folds a log into a blank machine: no decision code runs, and every digest on the way must be the
 * one that was seen live.
 */
public final class Folding {

  private final Bench blank;

  private Folding(Bench blank) {
    this.blank = blank;
  }

  /** Checks that the fold of everything that happened on the bench is its state. */
  public static void check(Bench live) {
    Folding folding = new Folding(live.blank());
    for (LoggedStep step : live.steps()) {
      for (LoggedStep.Logged logged : step.events()) {
        folding.apply(logged.event());
        assertThat(folding.blank.space().digest())
            .as("digest after event %d, %s", logged.number(), logged.event())
            .isEqualTo(logged.digest());
      }
    }
    assertThat(folding.blank.space().values())
        .as("state folded from the log")
        .isEqualTo(live.space().values());
  }

  private void apply(Event event) {
    for (StateOwner<?> owner : blank.machine().owners()) {
      if (owner.family().vocabulary().isInstance(event)) {
        blank.space().beginApply();
        applyTo(owner, event);
        blank.space().endApply();
        return;
      }
    }
    throw new AssertionError("nobody owns the state that this event changes: " + event);
  }

  @SuppressWarnings("unchecked") // the owner's vocabulary contains the event
  private static <E extends Event> void applyTo(StateOwner<E> owner, Event event) {
    owner.apply((E) event);
  }
}
