package org.folioscope.simulation.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/**
 * The kernel's complaints: {@code BUG_ON}, {@code WARN_ON_ONCE} and what checkers find. Every
 * complaint is an event.
 */
@Singleton
public final class Reports implements StateOwner<ReportEvent> {

  private static final EventFamily<ReportEvent> FAMILY =
      EventFamily.of("report", 1, ReportEvent.class);

  private final Machine machine;
  private final Emitter<ReportEvent> events;
  private final LongMap<Boolean> seen;

  /** The complaints of one machine. */
  @Inject
  public Reports(Machine machine) {
    this.machine = machine;
    this.seen = machine.space().map("report.seen");
    this.events = machine.own(this);
  }

  @Override
  public EventFamily<ReportEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(ReportEvent event) {
    switch (event) {
      case ReportEvent.ViolationReported e -> seen.put(keyOf(e.id(), e.function()), true);
      case ReportEvent.LinePrinted _ -> {}
    }
  }

  /** Reports and kills the current task where it stands. Only inside a step; does not return. */
  public Error bug(String id, String function, String message) {
    violation(Kind.BUG, id, function, message);
    return machine.die();
  }

  /** Reports the first time only, like {@code WARN_ON_ONCE}. Only inside a step. */
  public void warnOnce(String id, String function, String message) {
    if (seen.get(keyOf(id, function)) == null) {
      violation(Kind.WARN, id, function, message);
    }
  }

  /** Reports. Only inside a step. */
  public void violation(Kind kind, String id, String function, String message) {
    events.emit(new ReportEvent.ViolationReported(kind, id, function, message));
  }

  /** Prints a line that is no complaint. Only inside a step. */
  public void print(String text) {
    events.emit(new ReportEvent.LinePrinted(text));
  }

  private static long keyOf(String id, String function) {
    return StableHash.of(id + "@" + function) >>> 1;
  }
}
