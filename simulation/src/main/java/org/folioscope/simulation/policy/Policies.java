package org.folioscope.simulation.policy;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chosen values: those of a preset, with overrides. Immutable. */
public final class Policies {

  private final Kernel kernel;
  private final SortedMap<String, Enum<?>> overrides;
  private final SortedMap<String, AddedValue> added;

  private Policies(
      Kernel kernel, SortedMap<String, Enum<?>> overrides, SortedMap<String, AddedValue> added) {
    this.kernel = kernel;
    this.overrides = overrides;
    this.added = added;
  }

  /** The values of a preset. */
  public static Policies of(Kernel kernel) {
    return new Policies(kernel, new TreeMap<>(), new TreeMap<>());
  }

  /** The same with one policy set by hand. */
  public <T extends Enum<T>> Policies with(Policy<T> policy, T value) {
    SortedMap<String, Enum<?>> changed = new TreeMap<>(overrides);
    changed.put(policy.name(), value);
    SortedMap<String, AddedValue> others = new TreeMap<>(added);
    others.remove(policy.name());
    return new Policies(kernel, changed, others);
  }

  /** The same with one policy set by hand to a value that somebody added. */
  public Policies with(AddedValue value) {
    SortedMap<String, Enum<?>> others = new TreeMap<>(overrides);
    others.remove(value.policy());
    SortedMap<String, AddedValue> changed = new TreeMap<>(added);
    changed.put(value.policy(), value);
    return new Policies(kernel, others, changed);
  }

  /** The preset. */
  public Kernel kernel() {
    return kernel;
  }

  /** The code of the value that holds, if somebody added that value. */
  public <S> Optional<S> strategy(Policy<?> policy, Class<S> point) {
    return Optional.ofNullable(added.get(policy.name())).map(it -> point.cast(it.strategy()));
  }

  /** The value that holds; where somebody added it, that of the preset. */
  @SuppressWarnings("unchecked")
  public <T extends Enum<T>> T get(Policy<T> policy) {
    Enum<?> override = overrides.get(policy.name());
    return override == null ? policy.in(kernel) : (T) override;
  }

  /**
   * The policies set by hand and their values, as a person types them, in the order of the names.
   */
  public SortedMap<String, String> overrides() {
    SortedMap<String, String> typed = new TreeMap<>();
    overrides.forEach((name, value) -> typed.put(name, Policy.label(value)));
    added.forEach((name, value) -> typed.put(name, value.name()));
    return typed;
  }
}
