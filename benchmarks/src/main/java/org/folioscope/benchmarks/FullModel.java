package org.folioscope.benchmarks;

import java.util.ServiceLoader;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.contract.FilesystemProvider;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Executions and steps a second of the whole emulated machine: the race of 2018 under random
 * schedules, with the log in memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class FullModel {

  /** The filesystem. */
  @Param({"ext4", "xfs"})
  public String filesystem = "ext4";

  @SuppressWarnings("NullAway.Init")
  private Emulation emulation;

  private long seed;

  /** What an execution consists of, a second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counts {

    /** Turns of tasks. */
    public long steps;

    /** Events, checks included. */
    public long events;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void clear() {
      steps = 0;
      events = 0;
    }
  }

  /** Wires the machine and sets the scenario up. */
  @Setup
  public void setUp() {
    FilesystemProvider provider =
        ServiceLoader.load(FilesystemProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals(filesystem))
            .findFirst()
            .orElseThrow();
    emulation =
        Emulation.forExploring(
            new Configuration(
                ScenarioFiles.load("kara-2018"), Policies.of(Kernel.LINUX_6_12), provider));
  }

  /** One execution: roll back to the mark, run, check. */
  @Benchmark
  public long executions(Counts counts) {
    Execution execution = emulation.execute(new SeededRandom(seed++));
    counts.steps += execution.end().turns();
    counts.events += execution.events() - emulation.setupEvents();
    return execution.digest();
  }

  /** All interleavings, one execution of each class. */
  @Benchmark
  public long searches(Counts counts) {
    ExplorationResult result = PartialOrder.alone().explore(emulation, Budget.unlimited());
    counts.steps += result.turns();
    return result.executions();
  }
}
