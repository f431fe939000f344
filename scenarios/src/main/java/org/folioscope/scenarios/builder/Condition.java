package org.folioscope.scenarios.builder;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import org.folioscope.scenarios.language.OutcomeRule;

/** Where a rule holds; {@link Terms} makes them. */
public sealed interface Condition {

  /** On these kernels. */
  record Kernels(Vector<String> names) implements Condition {}

  /** On these filesystems. */
  record Filesystems(Vector<String> names) implements Condition {}

  /** Where a policy has this value. */
  record PolicyIs(String name, String value) implements Condition {}

  /** Where a machine option has this value. */
  record OptionIs(String name, String value) implements Condition {}

  /** All of the conditions together; of two values for one name the later one counts. */
  static OutcomeRule.Where all(Iterable<Condition> conditions) {
    Vector<String> kernels = Vector.empty();
    Vector<String> filesystems = Vector.empty();
    LinkedHashMap<String, String> policies = LinkedHashMap.empty();
    LinkedHashMap<String, String> options = LinkedHashMap.empty();
    for (Condition condition : conditions) {
      switch (condition) {
        case Kernels named -> kernels = kernels.appendAll(named.names());
        case Filesystems named -> filesystems = filesystems.appendAll(named.names());
        case PolicyIs policy -> policies = policies.put(policy.name(), policy.value());
        case OptionIs option -> options = options.put(option.name(), option.value());
      }
    }
    return new OutcomeRule.Where(kernels, filesystems, policies, options);
  }
}
