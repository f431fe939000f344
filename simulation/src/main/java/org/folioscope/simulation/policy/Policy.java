package org.folioscope.simulation.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that kernels do in one way or another: a fix, or its absence. The code that differs
 * asks {@link Policies#get}.
 *
 * @param <T> the possible values; their names in lower case with hyphens are what a person types
 */
public final class Policy<T extends Enum<T>> {

  private final String name;
  private final String help;
  private final String source;
  private final Class<T> type;
  private final Map<Kernel, T> byKernel;
  private final @Nullable Class<?> point;

  private Policy(Builder<T> builder) {
    name = builder.name;
    help = builder.help;
    source = builder.source;
    type = builder.type;
    point = builder.point;
    byKernel = Collections.unmodifiableMap(builder.byKernel);
  }

  /** Begins a policy with the value that the oldest kernel has. */
  public static <T extends Enum<T>> Builder<T> named(String name, T oldest) {
    return new Builder<>(name, oldest);
  }

  /** The name that a person types. */
  public String name() {
    return name;
  }

  /** What it switches, in one sentence. */
  public String help() {
    return help;
  }

  /** Who proposed it where, or which commit brought it. */
  public String source() {
    return source;
  }

  /** What an {@link AddedValue} of it has to be; none if it has no code of others. */
  public Optional<Class<?>> point() {
    return Optional.ofNullable(point);
  }

  /** The value of a preset. */
  public T in(Kernel kernel) {
    return Objects.requireNonNull(byKernel.get(kernel));
  }

  /** The values as a person types them. */
  public List<String> values() {
    return Arrays.stream(type.getEnumConstants()).map(Policy::label).toList();
  }

  /** The value that a person typed. */
  public Optional<T> value(String typed) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> label(value).equals(typed))
        .findFirst();
  }

  /** A value as a person types it. */
  public static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return name;
  }

  /** Says from which kernel on which value holds. */
  public static final class Builder<T extends Enum<T>> {

    private final String name;
    private final Class<T> type;
    private final Map<Kernel, T> byKernel = new EnumMap<>(Kernel.class);
    private String help = "";
    private String source = "";
    private @Nullable Class<?> point;

    private Builder(String name, T oldest) {
      this.name = name;
      this.type = oldest.getDeclaringClass();
      for (Kernel kernel : Kernel.values()) {
        byKernel.put(kernel, oldest);
      }
    }

    /**
     * Mainline kernels from this one on have the value; Debian's trees have that of their mainline
     * release.
     */
    public Builder<T> from(Kernel first, T value) {
      for (Kernel kernel : Kernel.values()) {
        if (mainline(kernel).compareTo(first) >= 0) {
          byKernel.put(kernel, value);
        }
      }
      return this;
    }

    /** One kernel differs, for example by a backport. */
    public Builder<T> only(Kernel kernel, T value) {
      byKernel.put(kernel, value);
      return this;
    }

    /** What the policy switches, in one sentence. */
    public Builder<T> help(String sentence) {
      help = sentence;
      return this;
    }

    /** Who proposed it where, or which commit brought it. */
    public Builder<T> source(String place) {
      source = place;
      return this;
    }

    /** Others may add values whose code is of this interface. */
    public Builder<T> extendedBy(Class<?> strategies) {
      point = strategies;
      return this;
    }

    /** The policy. */
    public Policy<T> build() {
      return new Policy<>(this);
    }

    private static Kernel mainline(Kernel kernel) {
      return switch (kernel) {
        case DEBIAN_5_10 -> Kernel.LINUX_5_10;
        case DEBIAN_6_1 -> Kernel.LINUX_6_1;
        case DEBIAN_6_12 -> Kernel.LINUX_6_12;
        default -> kernel;
      };
    }
  }
}
