package org.folioscope.scenarios.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.block.DeviceOptions;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.plugin.Plugin;
import org.folioscope.scenarios.plugin.PluginFilesystem;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;

/**
 * Everything but the schedule: what is run on which kernel and filesystem.
 *
 * @param scenario what programs and kernel threads do
 * @param policies a kernel, with fixes switched by hand
 * @param filesystem the filesystem
 * @param plugins where any of it is from that is not built in
 */
public record Configuration(
    Scenario scenario, Policies policies, FilesystemProvider filesystem, List<Plugin> plugins) {

  /** Checks that the machine has what the scenario's options ask for. */
  public Configuration {
    MachineOptions.check(scenario, filesystem);
    plugins = List.copyOf(plugins);
  }

  /** With built-in policies. */
  public Configuration(Scenario scenario, Policies policies, FilesystemProvider filesystem) {
    this(
        scenario,
        policies,
        filesystem,
        filesystem instanceof PluginFilesystem from ? List.of(from.plugin()) : List.of());
  }

  /** Whether the filesystem can be made as the scenario's options ask. */
  public static boolean isPossible(Scenario scenario, FilesystemProvider filesystem) {
    return filesystem.makes(MachineOptions.format(scenario));
  }

  /** The same, but the rules of the contract are not enforced at each call of a plug-in. */
  public Configuration unwatched() {
    return filesystem instanceof PluginFilesystem from
        ? new Configuration(scenario, policies, from.watched(false), plugins)
        : this;
  }

  /** What the device is like, as the scenario's options say. */
  public DeviceOptions device() {
    return MachineOptions.device(scenario);
  }

  /** How finely the machine is cut into steps, for a verdict. */
  public String grain() {
    return "dma: " + device().stepsPerPage() + MachineOptions.beside(scenario);
  }

  /** The names of the tasks by id, as {@code task.<id>}. */
  public SequencedMap<String, String> taskNames() {
    SequencedMap<String, String> names = new LinkedHashMap<>();
    Phases.nameTasks(scenario, names);
    return names;
  }

  /** The id of the task that runs {@code finally:}. */
  public int finallyTask() {
    return Phases.finallyTask(scenario);
  }

  /** The id of the task that reads everything back at the end of an execution. */
  public int checkTask() {
    return Phases.checkTask(scenario);
  }

  /** The configuration in words, for headers. */
  public SequencedMap<String, String> properties() {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("scenario", scenario.name());
    properties.put("kernel", policies.kernel().label());
    properties.put("filesystem", filesystem.name());
    policies.overrides().forEach((name, value) -> properties.put("policy." + name, value));
    properties.put("grain", grain());
    Plugin.tell(plugins, properties);
    return properties;
  }
}
