package org.folioscope.scenarios.compare;

import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.contract.FilesystemProvider;

/**
 * Writes one page back, once with nobody waiting and once with an fsync that sleeps for it, and
 * counts. Who can run goes on until it blocks, so the sleeper sleeps before the device is done.
 */
public enum WritebackEndProbe {
  /** Nobody waits. */
  ALONE("nobody waits", ""),
  /** One task sleeps until PG_writeback is clear. */
  AWAITED("one sleeper", "  waiter: [ fsync(fd) ]\n");

  private static final String PROGRAM =
      """
      scenario: one-writeback
      title: What does the end of writeback cost?
      options: { dma: 1, lockdep: off }
      files:
        a: { size: 4K, fill: 0x0A }
      setup:
        - fd = open("a", O_RDWR)
        - pwrite(fd, fill(0xA1), 4K, 0)
      tasks:
        flusher: [ writeback("a") ]
      """;

  private final String label;
  private final Scenario scenario;

  WritebackEndProbe(String label, String tasks) {
    this.label = label;
    this.scenario = ScenarioParser.parse("one-writeback.yaml", PROGRAM + tasks);
  }

  /** In words. */
  public String label() {
    return label;
  }

  /** Counts on a kernel and filesystem. */
  public WritebackEndCosts measure(Policies policies, FilesystemProvider filesystem) {
    Configuration configuration = new Configuration(scenario, policies, filesystem);
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    MemoryLog log = new MemoryLog(emulated.machine().space());
    Emulation emulation = Emulation.on(configuration.unwatched(), emulated, log, false);
    emulation.execute(new LowestFirst());
    return WritebackEndFold.of(log.cursor(), emulation.setupEvents());
  }
}
