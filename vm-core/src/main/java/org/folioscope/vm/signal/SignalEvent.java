package org.folioscope.vm.signal;

import org.folioscope.eventlog.log.Event;

/** What happens to the signals of tasks. */
public sealed interface SignalEvent extends Event {

  /** SIGKILL is pending for the task, which sees it when it looks. */
  record KillSent(int task) implements SignalEvent {
    @Override
    public String note() {
      return "SIGKILL for task " + task;
    }
  }
}
