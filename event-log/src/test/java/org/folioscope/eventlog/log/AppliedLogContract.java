package org.folioscope.eventlog.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log does alike, whether it can be read or not. */
public abstract class AppliedLogContract {

  /** The owner of the state. */
  protected final ToyOwner owner = new ToyOwner();

  /** A new log of changes to the owner's state. */
  protected abstract AppliedLog create(ToyOwner stateOwner);

  /** Lets go of the log. */
  @AfterEach
  protected abstract void close();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void numbersAndAppliesAsAnyOther(long seed) {
    ToyOwner measureOwner = new ToyOwner();
    MemoryLog measure = new MemoryLog(measureOwner.space(), true);
    new ToyRun(seed).write(measure, measureOwner, 200);
    AppliedLog log = create(owner);

    new ToyRun(seed).write(log, owner, 200);

    assertThat(owner.space().digest()).isEqualTo(measureOwner.space().digest());
    assertThat(owner.space().values()).isEqualTo(measureOwner.space().values());
    assertThat(log.events()).isEqualTo(measure.events());
    assertThat(log.steps()).isEqualTo(measure.steps());
  }

  @Test
  void stepsWithoutEventsDoNotCount() {
    AppliedLog log = create(owner);
    log.beginStep(1, 5, 0);
    log.mark(new Mark(true, "f", ""));
    log.endStep();
    step(log, new Toy.Ticked());

    assertThat(log.steps()).isEqualTo(1);
    assertThat(log.events()).isEqualTo(1);
  }

  @Test
  void eventsBelongIntoSteps() {
    AppliedLog log = create(owner);

    assertThatThrownBy(() -> log.append(owner, new Toy.Ticked()))
        .isInstanceOf(IllegalStateException.class);
    log.beginStep(0, 0, 0);
    assertThatThrownBy(() -> log.beginStep(0, 0, 0)).isInstanceOf(IllegalStateException.class);
    assertThat(log.events()).isZero();
  }

  @Test
  void anEventThatCannotBeAppliedDoesNotCount() {
    AppliedLog log = create(owner);
    log.beginStep(0, 0, 0);
    assertThatThrownBy(() -> log.append(owner, new Toy.Unqueued(2)))
        .isInstanceOf(IllegalStateException.class);
    log.append(owner, new Toy.Queued(3));
    log.endStep();

    assertThat(log.events()).isEqualTo(1);
  }

  /** A step of one event. */
  protected final void step(AppliedLog log, Toy event) {
    log.beginStep(0, 0, 0);
    log.append(owner, event);
    log.endStep();
  }
}
