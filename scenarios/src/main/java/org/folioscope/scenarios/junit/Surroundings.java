package org.folioscope.scenarios.junit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;

/** What the classpath of a test has: filesystems by name, policies. */
record Surroundings(List<FilesystemProvider> filesystems, KnownPolicies policies) {

  static Surroundings found() {
    List<FilesystemProvider> found = new ArrayList<>();
    ServiceLoader.load(FilesystemProvider.class).forEach(found::add);
    found.sort(Comparator.comparing(FilesystemProvider::name));
    return new Surroundings(List.copyOf(found), KnownPolicies.with(found));
  }

  List<String> filesystemNames() {
    return filesystems.stream().map(FilesystemProvider::name).toList();
  }

  Optional<FilesystemProvider> filesystem(String name) {
    return filesystems.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  Policies policies(String kernel, Iterable<PolicySetting> values) {
    Policies chosen =
        Policies.of(
            Kernel.named(kernel).orElseThrow(() -> unknown("kernel", kernel, Kernel.labels())));
    for (PolicySetting value : values) {
      chosen = policies.set(chosen, value.name(), value.value());
    }
    return chosen;
  }

  static BadInputException unknown(String what, String name, List<String> known) {
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
}
