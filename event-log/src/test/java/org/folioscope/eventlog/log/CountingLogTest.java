package org.folioscope.eventlog.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;

class CountingLogTest extends AppliedLogContract {

  @Override
  protected AppliedLog create(ToyOwner stateOwner) {
    return new CountingLog(stateOwner.space());
  }

  @Override
  protected void close() {
    // nothing is held open
  }

  @Test
  void countsOnFromAPosition() {
    CountingLog log = new CountingLog(owner.space());
    new ToyRun(1).write(log, owner, 20);
    CountingLog.Position position = log.position();
    StateSpace.Mark mark = owner.space().mark();
    new ToyRun(2).write(log, owner, 20);
    CountingLog.Position end = log.position();
    long digest = owner.space().digest();

    log.rollback(position);
    owner.space().rollback(mark);

    assertThat(log.position()).isEqualTo(position);
    new ToyRun(2).write(log, owner, 20);
    assertThat(log.position()).isEqualTo(end);
    assertThat(owner.space().digest()).isEqualTo(digest);
  }
}
