package org.folioscope.simulation.policy;

import java.util.SortedMap;
import java.util.TreeMap;

/** The chosen values: those of a preset, with overrides. Immutable. */
public final class Policies {

  private final Kernel kernel;
  private final SortedMap<String, Enum<?>> overrides;

  private Policies(Kernel kernel, SortedMap<String, Enum<?>> overrides) {
    this.kernel = kernel;
    this.overrides = overrides;
  }

  /** The values of a preset. */
  public static Policies of(Kernel kernel) {
    return new Policies(kernel, new TreeMap<>());
  }

  /** The same with one policy set by hand. */
  public <T extends Enum<T>> Policies with(Policy<T> policy, T value) {
    SortedMap<String, Enum<?>> changed = new TreeMap<>(overrides);
    changed.put(policy.name(), value);
    return new Policies(kernel, changed);
  }

  /** The preset. */
  public Kernel kernel() {
    return kernel;
  }

  /** The value that holds. */
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
    return typed;
  }
}
