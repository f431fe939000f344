package org.folioscope.scenarios.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * Measures a configuration over the same runs each time: one in which the tasks take turns, and a
 * thousand in virtual time, in which each task comes at a random moment (by the seeds from 1 on)
 * within the time that the scenario takes. One run shows one order of events, and what costs is in
 * the others: that the flusher or reclaim comes while a device still has a page. Both sides of a
 * comparison get the same moments. Runs that do not come to their end, by a BUG or a deadlock, pay
 * less than others and are left out.
 */
final class CostRuns {

  /** How many runs in virtual time are made, unless their logs grow too long. */
  static final int TIMED_RUNS = 1_000;

  /**
   * No further run is begun when so many events were made; events, not seconds, to be repeatable.
   */
  private static final long MOST_EVENTS = 2_000_000;

  private static final MachineObserver UNTIMED = (_, _, _) -> {};

  private final Configuration configuration;
  private final MemoryLog log;
  private final Emulation emulation;
  private MachineObserver timer = UNTIMED;

  private CostRuns(Configuration configuration) {
    this.configuration = configuration;
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    this.log = new MemoryLog(emulated.machine().space());
    emulated.machine().observe(this::happened);
    this.emulation = Emulation.on(configuration.unwatched(), emulated, log, false);
  }

  /** Measures configurations of one scenario; gives their costs in the same order. */
  static List<Costs> of(List<Configuration> sides) {
    List<CostRuns> runs = sides.stream().map(CostRuns::new).toList();
    long window = runs.stream().mapToLong(CostRuns::duration).max().orElse(0);
    return runs.stream().map(run -> run.measure(window)).toList();
  }

  /** How long the tasks take in virtual time if all begin at once. */
  private long duration() {
    VirtualTime time = new VirtualTime(new TreeMap<>());
    execute(time, time);
    return time.now();
  }

  private Costs measure(long window) {
    List<Map<Cost, Double>> counted = new ArrayList<>();
    long events = count(execute(new RoundRobin(), UNTIMED), counted);
    long runs = 1;
    while (runs <= TIMED_RUNS && events < MOST_EVENTS) {
      VirtualTime time = new VirtualTime(starts(runs, window));
      events += count(execute(time, time), counted);
      runs++;
    }
    return new Costs(runs, counted.size(), spreads(counted));
  }

  private Execution execute(Scheduler scheduler, MachineObserver keepsTime) {
    timer = keepsTime;
    return emulation.execute(scheduler);
  }

  /** Time is kept while the scenario's tasks run. */
  private void happened(long number, int task, Event event) {
    if (event instanceof MachineEvent.TaskStarted started
        && started.task() == configuration.finallyTask()) {
      timer = UNTIMED;
    }
    timer.happened(number, task, event);
  }

  private long count(Execution execution, List<Map<Cost, Double>> counted) {
    if (execution.cameToItsEnd()) {
      RunFold fold =
          new RunFold(
              emulation.setupEvents(), configuration.finallyTask(), configuration.checkTask());
      counted.add(fold.takeAll(log.cursor()).costs());
    }
    return execution.events();
  }

  private SortedMap<Integer, Long> starts(long seed, long window) {
    SortedMap<Integer, Long> starts = new TreeMap<>();
    long random = StableHash.mix(seed);
    for (int task = 0; task < configuration.scenario().tasks().size(); task++) {
      random = StableHash.mix(random + task);
      starts.put(task, Long.remainderUnsigned(random, window + 1));
    }
    return starts;
  }

  private static Map<Cost, Spread> spreads(List<Map<Cost, Double>> runs) {
    Map<Cost, Spread> spreads = new EnumMap<>(Cost.class);
    for (Cost cost : Cost.values()) {
      List<Double> paid =
          runs.stream().filter(run -> run.containsKey(cost)).map(run -> run.get(cost)).toList();
      if (!paid.isEmpty()) {
        var statistics = paid.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        spreads.put(
            cost, new Spread(statistics.getAverage(), statistics.getMin(), statistics.getMax()));
      }
    }
    return spreads;
  }
}
