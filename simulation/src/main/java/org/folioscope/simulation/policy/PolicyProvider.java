package org.folioscope.simulation.policy;

import java.util.List;

/** Declares the policies of a module or plug-in; found by {@link java.util.ServiceLoader}. */
public interface PolicyProvider {

  /** The policies, in the order in which they should be listed. */
  List<Policy<?>> policies();

  /** Further values of policies that others declare. */
  default List<AddedValue> values() {
    return List.of();
  }

  /** Short names for values of policies, its own or those of modules below. */
  default List<PolicyAlias> aliases() {
    return List.of();
  }
}
