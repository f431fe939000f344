package org.folioscope.simulation.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A short name for values of policies: the code that a discussion has for a fix, or a word for
 * several policies at once.
 *
 * @param name what a person types: a code with the topic before it, such as {@code wake:E2}, or a
 *     word with a value, such as {@code pin=on}
 * @param help what it stands for, in a few words
 * @param values the values by the names of the policies, in the order in which they are set
 */
public record PolicyAlias(String name, String help, SequencedMap<String, String> values) {

  /** Makes the values immutable. */
  public PolicyAlias {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /** Begins with one that stands for nothing. */
  public static PolicyAlias named(String name, String help) {
    return new PolicyAlias(name, help, new LinkedHashMap<>());
  }

  /** The same that stands for a value in addition. */
  public <T extends Enum<T>> PolicyAlias with(Policy<T> policy, T value) {
    return with(policy.name(), Policy.label(value));
  }

  /** The same that stands for a value in addition, for example one that a plug-in adds. */
  public PolicyAlias with(String policy, String value) {
    SequencedMap<String, String> more = new LinkedHashMap<>(values);
    more.put(policy, value);
    return new PolicyAlias(name, help, more);
  }

  /** The same that stands for all that another one stands for in addition. */
  public PolicyAlias with(PolicyAlias other) {
    SequencedMap<String, String> more = new LinkedHashMap<>(values);
    more.putAll(other.values);
    return new PolicyAlias(name, help, more);
  }
}
