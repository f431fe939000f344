package org.folioscope.scenarios.plugin;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/**
 * A filesystem from a plug-in: what its provider said once, so that the provider is not asked again
 * where nobody expects it to fail.
 *
 * @param plugin where it is from
 * @param name of the filesystem
 */
public record PluginFilesystem(
    Plugin plugin,
    String name,
    String help,
    int contractVersion,
    Class<? extends FilesystemType> type,
    List<Policy<?>> policies)
    implements FilesystemProvider {}
