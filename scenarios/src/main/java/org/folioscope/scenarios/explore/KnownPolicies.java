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
import org.folioscope.scenarios.plugin.PluginPolicies;
import org.folioscope.simulation.policy.AddedValue;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyProvider;
import org.folioscope.vm.contract.FilesystemProvider;

/** All policies at hand, those of the modules and those of filesystems, by name. */
public final class KnownPolicies {

  /** Short for all that makes direct I/O hold pages by pins that reclaim respects. */
  public static final String PIN = "pin";

  private static final SequencedMap<String, SequencedMap<String, String>> PIN_VALUES = pinValues();

  private final SequencedMap<String, Policy<?>> byName = new LinkedHashMap<>();

  private final List<AddedValue> added = new ArrayList<>();

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
    more.forEach(provider -> provider.values().forEach(value -> known.add(value, provider)));
    return known;
  }

  /** The policies. */
  public List<Policy<?>> all() {
    return List.copyOf(byName.values());
  }

  /** The values that {@code pin} can have. */
  public static List<String> pinChoices() {
    return List.copyOf(PIN_VALUES.keySet());
  }

  /**
   * What is meant by a name and a value: the policy itself, or all that {@code pin} is short for.
   */
  public static SequencedMap<String, String> expand(String name, String value) {
    if (name.equals(PIN) && PIN_VALUES.containsKey(value)) {
      return PIN_VALUES.get(value);
    }
    SequencedMap<String, String> itself = new LinkedHashMap<>();
    itself.put(name, value);
    return itself;
  }

  /**
   * The same policies with one set by hand; {@code pin=on} and {@code pin=off} set several.
   *
   * @throws BadInputException if there is no such policy or value
   */
  public Policies set(Policies policies, String name, String value) {
    if (name.equals(PIN) && !PIN_VALUES.containsKey(value)) {
      throw noValue(PIN, value, pinChoices());
    }
    Policies changed = policies;
    for (var single : expand(name, value).entrySet()) {
      changed = setOne(changed, single.getKey(), single.getValue());
    }
    return changed;
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

  private Policies setOne(Policies policies, String name, String value) {
    Policy<?> policy = byName.get(name);
    if (policy == null) {
      List<String> names = new ArrayList<>(byName.keySet());
      names.add(PIN);
      throw new BadInputException(
          "there is no policy '"
              + name
              + "'"
              + DidYouMean.hint(name, names)
              + "; there are "
              + String.join(", ", names));
    }
    for (AddedValue one : added) {
      if (one.policy().equals(name) && one.name().equals(value)) {
        return policies.with(one);
      }
    }
    return setOne(policies, policy, value);
  }

  private <T extends Enum<T>> Policies setOne(Policies policies, Policy<T> policy, String value) {
    T parsed =
        policy.value(value).orElseThrow(() -> noValue(policy.name(), value, choices(policy)));
    return policies.with(policy, parsed);
  }

  private static BadInputException noValue(String name, String value, List<String> values) {
    return new BadInputException(
        "'"
            + value
            + "' is no value of the policy "
            + name
            + DidYouMean.hint(value, values)
            + "; it can be "
            + String.join(" or ", values));
  }

  /** The values of a policy as a person types them, those that somebody added last. */
  public List<String> choices(Policy<?> policy) {
    List<String> choices = new ArrayList<>(policy.values());
    added.stream()
        .filter(it -> it.policy().equals(policy.name()))
        .forEach(it -> choices.add(it.name()));
    return choices;
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
  }

  private static SequencedMap<String, SequencedMap<String, String>> pinValues() {
    SequencedMap<String, SequencedMap<String, String>> values = new LinkedHashMap<>();
    values.put("on", pages("foll-pin", "respect"));
    values.put("off", pages("foll-get", "ignore"));
    return values;
  }

  private static SequencedMap<String, String> pages(String held, String reclaim) {
    SequencedMap<String, String> pages = new LinkedHashMap<>();
    pages.put("direct-io-pages", held);
    pages.put("reclaim-pins", reclaim);
    return pages;
  }
}
