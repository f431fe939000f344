package org.folioscope.cli.catalogue;

import java.util.List;
import java.util.ServiceLoader;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;

/** Scenarios on the ext4 model. */
final class Ext4 {

  /** The kernels that catalogue scenarios are tried on. */
  static final List<Kernel> KERNELS =
      List.of(
          Kernel.LINUX_4_15,
          Kernel.LINUX_5_8,
          Kernel.LINUX_5_10,
          Kernel.LINUX_6_1,
          Kernel.LINUX_6_12,
          Kernel.DEBIAN_5_10,
          Kernel.DEBIAN_6_1,
          Kernel.DEBIAN_6_12);

  private Ext4() {}

  /** A built-in scenario on a kernel. */
  static Configuration on(Kernel kernel, String scenario) {
    return on(kernel, ScenarioFiles.builtIn(scenario));
  }

  /** A scenario on a kernel. */
  static Configuration on(Kernel kernel, Scenario scenario) {
    return new Configuration(scenario, Policies.of(kernel), provider());
  }

  /** A scenario given by the lines after its name and title. */
  static Scenario scenario(String lines) {
    return ScenarioParser.parse("test.yaml", "scenario: test\ntitle: a test\n" + lines);
  }

  private static FilesystemProvider provider() {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("ext4"))
        .findFirst()
        .orElseThrow();
  }
}
