package org.folioscope.cli.setup;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.kept.KeptRun;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.plugin.MissingPlugin;
import org.folioscope.scenarios.plugin.Plugin;
import org.folioscope.scenarios.plugin.PluginException;
import org.folioscope.scenarios.plugin.PluginFilesystem;
import org.folioscope.scenarios.plugin.Plugins;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.jspecify.annotations.Nullable;

/** What is there to choose from, and how names that a person typed become a configuration. */
public final class Session {

  private static final String POLICY_PREFIX = "policy.";
  private static final Kernel NEWEST = Kernel.LINUX_6_12;

  private final Plugins plugins;
  private @Nullable List<FilesystemProvider> filesystems;
  private @Nullable KnownPolicies policies;

  /** With what is built in. */
  public Session() {
    this(Plugins.none());
  }

  /** With what is built in and plug-ins. */
  public Session(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * The filesystems at hand, by name.
   *
   * @throws BadInputException if two have the same name
   */
  public List<FilesystemProvider> filesystems() {
    List<FilesystemProvider> known = filesystems;
    if (known == null) {
      List<FilesystemProvider> found = new ArrayList<>();
      ServiceLoader.load(FilesystemProvider.class).forEach(found::add);
      found.forEach(Session::requireContract);
      for (PluginFilesystem added : plugins.filesystems()) {
        requireNew(added, found);
        found.add(added);
      }
      found.sort(Comparator.comparing(FilesystemProvider::name));
      known = List.copyOf(found);
      filesystems = known;
    }
    return known;
  }

  /** The policies at hand. */
  public KnownPolicies policies() {
    KnownPolicies known = policies;
    if (known == null) {
      known = KnownPolicies.with(filesystems(), plugins.policies());
      policies = known;
    }
    return known;
  }

  /**
   * The configuration that a person asks for; what is left out is as the scenario's first rule
   * says.
   *
   * @throws BadInputException if something of it is not there
   */
  public Configuration configuration(Choices choices) {
    Scenario scenario = ScenarioFiles.load(choices.scenario());
    requireKernels(scenario);
    policies().require(scenario);
    Policies chosen =
        policies(
            choices.kernel().orElseGet(() -> firstKernel(scenario).label()), choices.policies());
    FilesystemProvider filesystem =
        choices.filesystem().map(this::filesystem).orElseGet(() -> firstFilesystem(scenario));
    return new Configuration(scenario, chosen, filesystem, policies().plugins(filesystem, chosen));
  }

  /**
   * A kernel with policies set by hand.
   *
   * @param kernelName the newest kernel if null
   * @throws BadInputException if something of it is not there
   */
  public Policies policies(@Nullable String kernelName, Map<String, String> byHand) {
    Policies chosen = Policies.of(kernelName == null ? NEWEST : kernel(kernelName));
    for (Map.Entry<String, String> policy : byHand.entrySet()) {
      chosen = policies().set(chosen, policy.getKey(), policy.getValue());
    }
    return chosen;
  }

  /**
   * The configuration that the header of a kept run describes.
   *
   * @throws BadInputException if the header is of something else, or names what is not there
   */
  public Configuration configuration(LogHeader header) {
    List<Plugin> told = Plugin.told(header.properties());
    Optional<Plugin> missing =
        told.stream().filter(plugin -> plugins.named(plugin.name()).isEmpty()).findFirst();
    Policies chosen = Policies.of(kernel(property(header, "kernel")));
    for (Map.Entry<String, String> property : header.properties().entrySet()) {
      if (property.getKey().startsWith(POLICY_PREFIX)) {
        String name = property.getKey().substring(POLICY_PREFIX.length());
        if (missing.isEmpty() || policies().has(name, property.getValue())) {
          chosen = policies().set(chosen, name, property.getValue());
        }
      }
    }
    String name = property(header, "filesystem");
    FilesystemProvider filesystem =
        missing.isEmpty() ? filesystem(name) : standIn(missing.get(), name);
    Scenario scenario =
        ScenarioParser.parse(
            property(header, KeptRun.SCENARIO_PATH), property(header, KeptRun.SCENARIO_TEXT));
    return new Configuration(scenario, chosen, filesystem, told);
  }

  /** What is to be told of the plug-ins of a log that are not the same jars here. */
  public List<String> otherPlugins(LogHeader header) {
    List<String> lines = new ArrayList<>();
    for (Plugin told : Plugin.told(header.properties())) {
      plugins
          .named(told.name())
          .filter(here -> !here.sha256().equals(told.sha256()))
          .ifPresent(here ->
              lines.add(
                  "the run was made with another jar of the "
                      + here
                      + ": "
                      + told.difference(here)));
    }
    return lines;
  }

  private FilesystemProvider standIn(Plugin missing, String name) {
    return filesystemNames().contains(name)
        ? new MissingPlugin(missing, name, filesystem(name).type())
        : new MissingPlugin(missing, name, MissingPlugin.Absent.class);
  }

  /** The same on another kernel: policies set by hand stay as they are. */
  public Configuration on(Configuration configuration, String kernelName) {
    Policies changed = Policies.of(kernel(kernelName));
    for (var policy : configuration.policies().overrides().entrySet()) {
      changed = policies().set(changed, policy.getKey(), policy.getValue());
    }
    return new Configuration(
        configuration.scenario(), changed, configuration.filesystem(), configuration.plugins());
  }

  /**
   * The kernel of that name.
   *
   * @throws BadInputException if there is none
   */
  public Kernel kernel(String name) {
    return Kernel.named(name).orElseThrow(() -> unknown("kernel", name, Kernel.labels()));
  }

  /**
   * The filesystem of that name.
   *
   * @throws BadInputException if there is none
   */
  public FilesystemProvider filesystem(String name) {
    return filesystems().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("filesystem", name, filesystemNames()));
  }

  /** The names of the filesystems at hand. */
  public List<String> filesystemNames() {
    return filesystems().stream().map(FilesystemProvider::name).toList();
  }

  private static Kernel firstKernel(Scenario scenario) {
    return scenario
        .outcomes()
        .headOption()
        .flatMap(rule -> rule.on().kernels().headOption())
        .flatMap(name -> Option.ofOptional(Kernel.named(name)))
        .getOrElse(NEWEST);
  }

  private FilesystemProvider firstFilesystem(Scenario scenario) {
    for (OutcomeRule rule : scenario.outcomes().headOption()) {
      for (String name : rule.on().filesystems().headOption()) {
        if (!filesystemNames().contains(name)) {
          throw scenario.error(
              rule.position(),
              String.valueOf(unknown("filesystem", name, filesystemNames()).getMessage()));
        }
        return filesystem(name);
      }
    }
    return filesystems().getFirst();
  }

  private static void requireKernels(Scenario scenario) {
    for (OutcomeRule rule : scenario.outcomes()) {
      for (String name : rule.on().kernels()) {
        if (Kernel.named(name).isEmpty()) {
          throw scenario.error(
              rule.position(),
              String.valueOf(unknown("kernel", name, Kernel.labels()).getMessage()));
        }
      }
    }
  }

  private static void requireNew(PluginFilesystem added, List<FilesystemProvider> found) {
    for (FilesystemProvider other : found) {
      if (other.name().equals(added.name())) {
        throw new PluginException(
            added.plugin()
                + ": there is a filesystem '"
                + added.name()
                + "' already: "
                + (other instanceof PluginFilesystem plugin
                    ? "that of the " + plugin.plugin()
                    : "it is built in")
                + "; give it another name");
      }
    }
  }

  private static void requireContract(FilesystemProvider provider) {
    if (provider.contractVersion() != FilesystemProvider.CONTRACT_VERSION) {
      throw new BadInputException(
          "the filesystem "
              + provider.name()
              + " was written against version "
              + provider.contractVersion()
              + " of the filesystem contract; this program has version "
              + FilesystemProvider.CONTRACT_VERSION);
    }
  }

  private static BadInputException unknown(String what, String name, List<String> known) {
    return new BadInputException(
        "there is no "
            + what
            + " '"
            + name
            + "'"
            + DidYouMean.hint(name, known)
            + "; there are "
            + String.join(", ", known));
  }

  private static String property(LogHeader header, String name) {
    String value = header.properties().get(name);
    if (value == null) {
      throw new BadInputException(
          "the log is not of a folioscope run: its header does not tell the " + name);
    }
    return value;
  }
}
