package org.folioscope.scenarios.compare;

import java.util.Map;
import java.util.function.Function;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.kept.Reexecution;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Schedule;

/**
 * Two configurations of one scenario, each explored and measured.
 *
 * @param left what was found on the left
 * @param right what was found on the right
 * @param schedule under which the logs were compared: of the worst thing found on either side
 * @param difference of the two logs under that schedule
 * @param leftCosts of one round-robin run
 * @param rightCosts of one round-robin run
 */
public record Comparison(
    Explored left,
    Explored right,
    Schedule schedule,
    LogDiff.Result difference,
    Map<Cost, Long> leftCosts,
    Map<Cost, Long> rightCosts) {

  /**
   * Compares.
   *
   * @param explore how each side is explored
   */
  public static Comparison of(
      Configuration left, Configuration right, Function<Configuration, Explored> explore) {
    Explored leftFound = explore.apply(left);
    Explored rightFound = explore.apply(right);
    Schedule schedule =
        leftFound
            .worst()
            .or(rightFound::worst)
            .map(Explored.Found::schedule)
            .orElse(Schedule.DEFAULT);
    return new Comparison(
        leftFound,
        rightFound,
        schedule,
        difference(Reexecution.of(left, schedule), Reexecution.of(right, schedule)),
        costs(left),
        costs(right));
  }

  private static LogDiff.Result difference(Reexecution left, Reexecution right) {
    return LogDiff.compare(
        left.log().cursor(),
        left.emulation().setupEvents(),
        right.log().cursor(),
        right.emulation().setupEvents());
  }

  private static Map<Cost, Long> costs(Configuration configuration) {
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    CostMeter meter = new CostMeter(configuration.checkTask());
    emulated.machine().observe(meter);
    Emulation emulation =
        Emulation.on(configuration, emulated, new MemoryLog(emulated.machine().space()), false);
    meter.start();
    emulation.execute(new RoundRobin());
    return meter.costs();
  }
}
