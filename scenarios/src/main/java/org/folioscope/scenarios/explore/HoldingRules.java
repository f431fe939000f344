package org.folioscope.scenarios.explore;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;

/**
 * Which rules of a scenario hold for a configuration. A rule that names a kernel speaks of that
 * kernel as it was: where a policy was changed by hand, it holds only if it names that policy too.
 */
public final class HoldingRules {

  private final Configuration configuration;
  private final KnownPolicies known;
  private final SortedMap<String, String> values;
  private final SortedMap<String, String> changed;

  private HoldingRules(Configuration configuration) {
    this.configuration = configuration;
    this.known = KnownPolicies.with(List.of(configuration.filesystem()));
    this.values = known.values(configuration.policies());
    this.changed = configuration.policies().overrides();
    changed.entrySet().removeAll(known.values(Policies.of(kernel())).entrySet());
  }

  /** What the scenario expects of the configuration. */
  public static Expectations of(Configuration configuration) {
    HoldingRules holding = new HoldingRules(configuration);
    return new Expectations(configuration.scenario().outcomes().filter(holding::holds));
  }

  private Kernel kernel() {
    return configuration.policies().kernel();
  }

  private boolean holds(OutcomeRule rule) {
    OutcomeRule.Where on = rule.on();
    SortedMap<String, String> named = expand(on.policies());
    return namesKernel(on.kernels())
        && names(on.filesystems(), configuration.filesystem().name())
        && values.entrySet().containsAll(named.entrySet())
        && (on.kernels().isEmpty() || named.keySet().containsAll(changed.keySet()))
        && hasOptions(on.options());
  }

  private boolean namesKernel(Vector<String> names) {
    return names.isEmpty()
        || names.exists(name -> Kernel.named(name).equals(Optional.of(kernel())));
  }

  private static boolean names(Vector<String> names, String name) {
    return names.isEmpty() || names.contains(name);
  }

  private boolean hasOptions(LinkedHashMap<String, String> wanted) {
    return wanted.forAll(
        option -> configuration.scenario().options().get(option._1).contains(option._2));
  }

  private SortedMap<String, String> expand(LinkedHashMap<String, String> policies) {
    SortedMap<String, String> expanded = new TreeMap<>();
    policies.forEach((name, value) -> expanded.putAll(known.expand(name, value)));
    return expanded;
  }
}
