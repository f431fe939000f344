package org.folioscope.scenarios.run;

import io.vavr.Tuple2;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folioscope.block.DeviceMode;
import org.folioscope.block.DeviceOptions;
import org.folioscope.block.PowerCuts;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.calls.PowerSwitch;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.MachineOption;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.folio.MemoryOptions;
import org.folioscope.vm.vmstat.DirtyOptions;
import org.folioscope.vm.waitqueue.WaitOptions;

/** What the options of scenarios mean to the machine, and which of them it has. */
final class MachineOptions {

  private static final List<MachineOption> OF_THE_DEVICE =
      List.of(
          MachineOption.DEVICE,
          MachineOption.STABLE_PAGES,
          MachineOption.TORN_WRITES,
          MachineOption.BLOCK_SIZE,
          MachineOption.DAX);

  private MachineOptions() {}

  /** Refuses an option that asks for something that machine or filesystem do not do. */
  static void check(Scenario scenario, FilesystemProvider filesystem) {
    if (!scenario.afterCrash().isEmpty() && !PowerSwitch.isUsedBy(scenario)) {
      throw scenario.error(
          scenario.afterCrash().written().head().position(),
          "no task calls power_cut(), so 'after_crash' never runs");
    }
    checkOptions(scenario, filesystem);
  }

  private static void checkOptions(Scenario scenario, FilesystemProvider filesystem) {
    for (Tuple2<String, String> option : scenario.options()) {
      Optional<String> only = only(option._1(), option._2());
      if (only.isPresent() && !only.get().equals(option._2())) {
        throw scenario.error(
            new Position(1, 1),
            "option '"
                + option._1()
                + ": "
                + option._2()
                + "' is not modelled yet; only "
                + only.get()
                + " is");
      }
    }
    if (!Configuration.isPossible(scenario, filesystem)) {
      FormatOptions format = format(scenario);
      throw scenario.error(
          new Position(1, 1),
          filesystem.name()
              + " cannot be made with blocks of "
              + format.blockSize()
              + " bytes"
              + (format.dax() ? " and DAX" : ""));
    }
  }

  static DeviceOptions device(Scenario scenario) {
    int steps = number(scenario, MachineOption.DMA, DeviceOptions.DEFAULT.stepsPerPage());
    long sectors =
        scenario
            .options()
            .get(MachineOption.DEVICE_SIZE.key())
            .map(size -> Long.parseLong(size) / Content.SECTOR)
            .getOrElse(DeviceOptions.DEFAULT.sectors());
    boolean idle = scenario.options().get(MachineOption.INTERRUPTS.key()).contains("idle");
    DeviceOptions device =
        new DeviceOptions(sectors, steps)
            .with(mode(scenario))
            .with(powerCuts(scenario))
            .withSwap(number(scenario, MachineOption.SWAP, 0));
    DeviceOptions interrupting = idle ? device.interruptingIdle() : device;
    return scenario
        .options()
        .get(MachineOption.STABLE_PAGES.key())
        .map(wanted -> interrupting.withStablePages(wanted.equals("on")))
        .getOrElse(interrupting);
  }

  /** What a verdict has to say of the device beside its steps, as a scenario has it. */
  static String beside(Scenario scenario) {
    StringBuilder said = new StringBuilder();
    for (MachineOption option : OF_THE_DEVICE) {
      scenario
          .options()
          .get(option.key())
          .forEach(value -> said.append(", ").append(option.key()).append(": ").append(value));
    }
    return said.toString();
  }

  private static PowerCuts powerCuts(Scenario scenario) {
    boolean torn = scenario.options().get(MachineOption.TORN_WRITES.key()).contains("on");
    return PowerSwitch.isUsedBy(scenario) ? new PowerCuts(true, torn ? 1 : 8) : PowerCuts.NONE;
  }

  private static DeviceMode mode(Scenario scenario) {
    return scenario
        .options()
        .get(MachineOption.DEVICE.key())
        .map(word -> DeviceMode.valueOf(word.toUpperCase(Locale.ROOT)))
        .getOrElse(DeviceMode.PLAIN);
  }

  static MemoryOptions memory(Scenario scenario) {
    return new MemoryOptions(
        scenario.options().get(MachineOption.DEBUG_VM.key()).contains("on"),
        scenario.options().get(MachineOption.ALLOCATOR.key()).contains("any"));
  }

  static WaitOptions waits(Scenario scenario) {
    WaitOptions usual = WaitOptions.DEFAULT;
    return new WaitOptions(
        number(scenario, MachineOption.WAITQUEUES, usual.queues()),
        scenario.options().get(MachineOption.LOCK_WAITS.key()).contains("queued"),
        number(scenario, MachineOption.PAGE_LOCK_UNFAIRNESS, usual.unfairness()),
        scenario.options().get(MachineOption.FALSE_WAITERS.key()).contains("on"));
  }

  static DirtyOptions dirty(Scenario scenario) {
    return new DirtyOptions(
        number(scenario, MachineOption.DIRTY_MEMORY, 0),
        number(scenario, MachineOption.DIRTY_RATELIMIT, 1));
  }

  /**
   * Dirty inodes are tracked where the flusher runs by itself or is woken by writers: nobody else
   * looks.
   */
  static WritebackOptions writeback(Scenario scenario) {
    boolean runs =
        scenario
            .tasks()
            .map(TaskSpec::calls)
            .append(scenario.setup())
            .append(scenario.finallyCalls())
            .append(scenario.afterCrash())
            .flatMap(CallList::written)
            .exists(call -> call.name().equals("flusher"));
    return runs || dirty(scenario).limited()
        ? WritebackOptions.tracked(number(scenario, MachineOption.PERIODS, 1))
        : WritebackOptions.DEFAULT;
  }

  static FormatOptions format(Scenario scenario) {
    FormatOptions usual = FormatOptions.DEFAULT;
    return new FormatOptions(
        number(scenario, MachineOption.BLOCK_SIZE, usual.blockSize()),
        scenario.options().get(MachineOption.DAX.key()).contains("on"));
  }

  /** Whether the order of locks is watched; it is unless the scenario says no. */
  static boolean lockdep(Scenario scenario) {
    return !scenario.options().get(MachineOption.LOCKDEP.key()).contains("off");
  }

  private static int number(Scenario scenario, MachineOption option, int usual) {
    return scenario.options().get(option.key()).map(Integer::parseInt).getOrElse(usual);
  }

  /**
   * The one value of an option for which there is no choice yet; empty for one that can be chosen.
   */
  private static Optional<String> only(String key, String value) {
    for (MachineOption option : MachineOption.values()) {
      if (option.key().equals(key)) {
        return switch (option) {
          case DEBUG_VM,
              ALLOCATOR,
              DMA,
              DEVICE,
              BLOCK_SIZE,
              DAX,
              DEVICE_SIZE,
              LOCKDEP,
              WAITQUEUES,
              LOCK_WAITS,
              PAGE_LOCK_UNFAIRNESS,
              FALSE_WAITERS,
              STABLE_PAGES,
              PERIODS,
              TORN_WRITES,
              SWAP,
              DIRTY_MEMORY,
              DIRTY_RATELIMIT ->
              Optional.empty();
          case INTERRUPTS -> value.equals("idle") ? Optional.empty() : Optional.of("submitter");
        };
      }
    }
    return Optional.empty();
  }
}
