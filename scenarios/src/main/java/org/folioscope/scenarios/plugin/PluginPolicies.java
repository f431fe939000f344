package org.folioscope.scenarios.plugin;

import java.util.List;
import org.folioscope.simulation.policy.AddedValue;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.simulation.policy.PolicyProvider;

/**
 * Policies from a plug-in.
 *
 * @param plugin where they are from
 */
public record PluginPolicies(
    Plugin plugin, List<Policy<?>> policies, List<AddedValue> values, List<PolicyAlias> aliases)
    implements PolicyProvider {}
