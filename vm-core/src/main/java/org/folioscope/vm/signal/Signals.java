package org.folioscope.vm.signal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/**
 * Which tasks have SIGKILL pending (fatal_signal_pending). It stays pending until the task is over.
 * It ends sleeps that are killable, and no others.
 */
@Singleton
public final class Signals implements StateOwner<SignalEvent> {

  private static final EventFamily<SignalEvent> FAMILY =
      EventFamily.of("signal", 1, SignalEvent.class);

  private final Machine machine;
  private final Emitter<SignalEvent> events;
  private final LongArray fatal;

  /** No signal was sent. */
  @Inject
  public Signals(Machine machine) {
    this.machine = machine;
    this.fatal = machine.space().longs("signal.fatal");
    this.events = machine.own(this);
  }

  /** Sends SIGKILL to the tasks of a process, in one step; returns how many there were. */
  public int kill(List<Integer> tasks) {
    return machine.atomicGet(() -> {
      int sent = 0;
      for (int task : tasks) {
        if (machine.isLive(task) && !fatalPending(task)) {
          events.emit(new SignalEvent.KillSent(task));
          sent++;
        }
      }
      return sent;
    });
  }

  /** Whether the task is to end. Part of a step, or of a wait's condition. */
  public boolean fatalPending(int task) {
    return fatal.get(task) != 0;
  }

  /** Whether the current task is to end, as part of the condition of a wait of its own. */
  public BooleanSupplier killed() {
    int task = machine.currentTask();
    return () -> fatalPending(task);
  }

  /** Whether the current task is to end, as of the step before. */
  public boolean fatalPending() {
    return machine.nowGet(() -> fatalPending(machine.currentTask()));
  }

  @Override
  public EventFamily<SignalEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(SignalEvent event) {
    switch (event) {
      case SignalEvent.KillSent e -> fatal.set(e.task(), 1);
    }
  }
}
