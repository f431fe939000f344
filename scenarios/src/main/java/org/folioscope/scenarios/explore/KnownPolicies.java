package org.folioscope.scenarios.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.plugin.Plugin;
import org.folioscope.scenarios.plugin.PluginFilesystem;
import org.folioscope.scenarios.plugin.PluginPolicies;
import org.folioscope.simulation.policy.AddedValue;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.contract.FilesystemProvider;

/** All policies at hand, those of the modules and those of filesystems, by name. */
public final class KnownPolicies {

  private final SequencedMap<String, Policy<?>> byName = new LinkedHashMap<>();

  private final List<AddedValue> added = new ArrayList<>();

  private final Aliases aliases = new Aliases();

  private final List<PluginPolicies> fromPlugins = new ArrayList<>();

  private KnownPolicies() {}

  /** The policies of the modules and of these filesystems, in the order of listing. */
  public static KnownPolicies with(List<FilesystemProvider> filesystems) {
    KnownPolicies known = new KnownPolicies();
    ServiceLoader.load(PolicyProvider.class).stream()
        .sorted((a, b) -> a.type().getName().compareTo(b.type().getName()))
        .forEach(provider -> known.add(provider.get()));
    filesystems.forEach(known::add);
    return known;
  }

  /** With policies of plug-ins as well. */
  public static KnownPolicies with(
      List<FilesystemProvider> filesystems, List<? extends PolicyProvider> more) {
    KnownPolicies known = with(filesystems);
    more.forEach(known::add);
    for (PolicyProvider provider : more) {
      provider.values().forEach(value -> known.add(value, provider));
      if (provider instanceof PluginPolicies plugin) {
        known.fromPlugins.add(plugin);
      }
    }
    return known;
  }

  /** The policies. */
  public List<Policy<?>> all() {
    return List.copyOf(byName.values());
  }

  /** Short names for values of policies. */
  public List<PolicyAlias> aliases() {
    return aliases.all();
  }

  /** What is meant by a name and a value: the policy itself, or all that an alias is short for. */
  public SequencedMap<String, String> expand(String name, String value) {
    SequencedMap<String, String> itself = new LinkedHashMap<>();
    itself.put(name, value);
    return aliases.of(new PolicySetting(name, value)).map(PolicyAlias::values).orElse(itself);
  }

  /**
   * The same policies with one set by hand; an alias such as {@code pin=on} can set several.
   *
   * @throws BadInputException if there is no such policy or value
   */
  public Policies set(Policies policies, String name, String value) {
    PolicySetting setting = new PolicySetting(name, value);
    if (!byName.containsKey(name) && aliases.of(setting).isEmpty()) {
      aliases.refuse(setting);
    }
    Policies changed = policies;
    for (var single : expand(name, value).entrySet()) {
      changed = setOne(changed, new PolicySetting(single.getKey(), single.getValue()));
    }
    return changed;
  }

  /**
   * Every way in which one thing can be set, as a person types it: the values of a policy, or the
   * codes of a topic such as {@code wake}.
   *
   * @throws BadInputException if there is neither
   */
  public List<String> variants(String name) {
    Policy<?> policy = byName.get(name);
    List<String> variants =
        policy == null
            ? aliases.variants(name)
            : choices(policy).stream().map(value -> name + "=" + value).toList();
    if (variants.isEmpty()) {
      throw noPolicy(name);
    }
    return variants;
  }

  /**
   * Checks that each policy and value that a scenario's rules name is there.
   *
   * @throws BadInputException with the place of the first that is not
   */
  public void require(Scenario scenario) {
    Policies any = Policies.of(Kernel.LINUX_6_12);
    for (OutcomeRule rule : scenario.outcomes()) {
      try {
        rule.on().policies().forEach((name, value) -> set(any, name, value));
      } catch (BadInputException e) {
        throw scenario.error(rule.position(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** The plug-ins that a filesystem, or a policy that was set by hand, is from. */
  public List<Plugin> plugins(FilesystemProvider filesystem, Policies chosen) {
    List<Plugin> used = new ArrayList<>();
    if (filesystem instanceof PluginFilesystem from) {
      used.add(from.plugin());
    }
    for (PluginPolicies from : fromPlugins) {
      boolean set =
          from.policies().stream().anyMatch(it -> chosen.overrides().containsKey(it.name()))
              || from.values().stream()
                  .anyMatch(it -> it.name().equals(chosen.overrides().get(it.policy())));
      if (set && !used.contains(from.plugin())) {
        used.add(from.plugin());
      }
    }
    return List.copyOf(used);
  }

  /** Whether there is such a policy with such a value. */
  public boolean has(String name, String value) {
    Policy<?> policy = byName.get(name);
    return policy != null && choices(policy).contains(value);
  }

  /** The value of every policy. */
  public SortedMap<String, String> values(Policies policies) {
    SortedMap<String, String> values = new TreeMap<>();
    byName.forEach((name, policy) -> values.put(name, Policy.label(policies.get(policy))));
    values.putAll(policies.overrides());
    return values;
  }

  /** The values of a policy as a person types them, those that somebody added last. */
  public List<String> choices(Policy<?> policy) {
    List<String> choices = new ArrayList<>(policy.values());
    added.stream()
        .filter(it -> it.policy().equals(policy.name()))
        .forEach(it -> choices.add(it.name()));
    return choices;
  }

  private Policies setOne(Policies policies, PolicySetting setting) {
    Policy<?> policy = byName.get(setting.name());
    if (policy == null) {
      throw noPolicy(setting.name());
    }
    for (AddedValue one : added) {
      if (one.policy().equals(setting.name()) && one.name().equals(setting.value())) {
        return policies.with(one);
      }
    }
    return setOne(policies, policy, setting);
  }

  private <T extends Enum<T>> Policies setOne(
      Policies policies, Policy<T> policy, PolicySetting setting) {
    return policies.with(
        policy,
        policy.value(setting.value()).orElseThrow(() -> Aliases.noValue(setting, choices(policy))));
  }

  private BadInputException noPolicy(String name) {
    List<String> names = new ArrayList<>(byName.keySet());
    names.addAll(aliases.words());
    return new BadInputException(
        "there is no policy '"
            + name
            + "'"
            + DidYouMean.hint(name, names)
            + "; there are "
            + String.join(", ", names));
  }

  private void add(AddedValue value, PolicyProvider provider) {
    Policy<?> policy = byName.get(value.policy());
    String what = "the value '" + value.name() + "' of the policy '" + value.policy() + "'";
    String wrong = "";
    if (policy == null) {
      wrong = "there is no such policy";
    } else if (policy.point().isEmpty()) {
      wrong = "nobody can add values to it";
    } else if (!policy.point().get().isInstance(value.strategy())) {
      wrong = "its strategy is no " + policy.point().get().getName();
    } else if (choices(policy).contains(value.name())) {
      wrong = "there is such a value already";
    }
    if (!wrong.isEmpty()) {
      String from =
          provider instanceof PluginPolicies plugin ? plugin.plugin().toString() : "a provider";
      throw new BadInputException(from + ": " + what + ": " + wrong);
    }
    added.add(value);
  }

  private void add(PolicyProvider provider) {
    provider.policies().forEach(policy -> byName.putIfAbsent(policy.name(), policy));
    provider.aliases().forEach(aliases::add);
  }
}
