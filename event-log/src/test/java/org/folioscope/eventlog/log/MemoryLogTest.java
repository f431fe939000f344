package org.folioscope.eventlog.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;

class MemoryLogTest extends EventLogContract {

  @Override
  protected AppliedLog create(ToyOwner stateOwner) {
    return new MemoryLog(stateOwner.space(), true);
  }

  @Override
  protected LogCursor read(AppliedLog log) {
    return ((MemoryLog) log).cursor();
  }

  @Override
  protected void close() {
    // nothing is held open
  }

  @Test
  void goesBackToAPosition() {
    ToyOwner owner = new ToyOwner();
    MemoryLog log = new MemoryLog(owner.space(), true);
    new ToyRun(1).write(log, owner, 20);
    MemoryLog.Position position = log.position();
    StateSpace.Mark mark = owner.space().mark();
    new ToyRun(2).write(log, owner, 20);
    List<LoggedStep> first = ToyRun.steps(log.cursor());

    log.rollback(position);
    owner.space().rollback(mark);
    new ToyRun(2).write(log, owner, 20);

    assertThat(ToyRun.steps(log.cursor())).isEqualTo(first);
  }
}
