package org.folioscope.scenarios.kept;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.export.EventText;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.plugin.PluginException;
import org.folioscope.scenarios.plugin.PluginFault;
import org.folioscope.scenarios.plugin.PluginFilesystem;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.vm.contract.watch.PluginState;
import org.jspecify.annotations.Nullable;

/**
 * Tries a plug-in's filesystem once before it is believed a million times: no operation breaks the
 * contract, nothing is remembered outside the containers, and the same schedule gives the same run.
 * Built-in filesystems are not tried: their tests do that.
 */
public final class PluginTrial {

  private final Configuration configuration;
  private final PluginFilesystem filesystem;

  private PluginTrial(Configuration configuration, PluginFilesystem filesystem) {
    this.configuration = configuration;
    this.filesystem = filesystem;
  }

  /**
   * Tries one schedule, the default one, in memory.
   *
   * @throws PluginException if the plug-in fails
   */
  public static void of(Configuration configuration) {
    if (configuration.filesystem() instanceof PluginFilesystem filesystem) {
      new PluginTrial(configuration, filesystem.watched(true)).twice();
    }
  }

  /**
   * Tries the schedule of a kept run again and compares; folds its log.
   *
   * @throws PluginException if the plug-in fails
   */
  public static void of(KeptLog log, Execution execution) {
    execution
        .pluginFault()
        .ifPresent(fault -> {
          throw new PluginException(fault.message() + "; the log up to there is in " + log.path());
        });
    if (log.configuration().filesystem() instanceof PluginFilesystem filesystem) {
      new PluginTrial(log.configuration(), filesystem).again(log);
    }
  }

  private void twice() {
    EmulatedMachine emulated = EmulatedMachine.wire(watched());
    MemoryLog log = new MemoryLog(emulated.machine().space());
    Execution first = Emulation.on(watched(), emulated, log, false).execute(new LowestFirst());
    if (first.pluginFault().isPresent()) {
      PluginFault fault = first.pluginFault().get();
      if (fault.brokenContract()) {
        throw new PluginException(fault.message());
      }
      // What it throws is an outcome, and whoever explores sees it.
      return;
    }
    requireNothingHidden(emulated);
    MemoryLog again = made(first.end().schedule());
    ExactComparison comparison = new ExactComparison(emulated.families());
    try (LogCursor left = log.cursor();
        LogCursor right = again.cursor()) {
      requireEqual(comparison.first(left, right), "");
    }
  }

  private void again(KeptLog kept) {
    EmulatedMachine emulated = EmulatedMachine.wire(watched());
    MemoryLog again = new MemoryLog(emulated.machine().space());
    Emulation.on(watched(), emulated, again, false).execute(new Recorded(kept.schedule()));
    requireNothingHidden(emulated);
    String place = "; the log is in " + kept.path();
    try (LogCursor left = kept.cursor();
        LogCursor right = again.cursor()) {
      requireEqual(new ExactComparison(kept.families()).first(left, right), place);
    }
    long mismatch = ReplayedLog.of(kept, Replay.ALL).result().firstMismatch();
    if (mismatch > 0) {
      throw complaint(
          "the state folded from the log is another one from event "
              + mismatch
              + " on: apply reads or changes something that is not in a container"
              + place);
    }
  }

  private MemoryLog made(Schedule schedule) {
    return Reexecution.of(watched(), schedule).log();
  }

  private Configuration watched() {
    return new Configuration(
        configuration.scenario(), configuration.policies(), filesystem, configuration.plugins());
  }

  private void requireNothingHidden(EmulatedMachine emulated) {
    List<String> hidden = new ArrayList<>(PluginState.hidden(emulated.filesystem()));
    filesystem.classes().loaded().forEach(type -> hidden.addAll(PluginState.hiddenStatics(type)));
    if (!hidden.isEmpty()) {
      throw complaint(
          "keeps state outside the containers, where undo and replay do not find it: "
              + String.join(", ", hidden.stream().distinct().toList()));
    }
  }

  private void requireEqual(ExactComparison.@Nullable Difference difference, String place) {
    if (difference != null) {
      throw complaint(
          "the same schedule gave another run from event "
              + difference.number()
              + " on, first "
              + text(difference.left())
              + ", then "
              + text(difference.right())
              + ": it depends on something that is not in a container"
              + place);
    }
  }

  private static String text(LoggedStep.@Nullable Logged logged) {
    return logged == null ? "none" : EventText.of(logged.event());
  }

  private PluginException complaint(String what) {
    return new PluginException(
        filesystem.plugin() + ": " + filesystem.type().getName() + ": " + what);
  }
}
