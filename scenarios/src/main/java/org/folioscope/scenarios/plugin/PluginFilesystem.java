package org.folioscope.scenarios.plugin;

import java.util.List;
import java.util.function.LongSupplier;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/**
 * A filesystem from a plug-in: what its provider said once, so that the provider is not asked again
 * where nobody expects it to fail.
 *
 * @param plugin where it is from
 * @param classes its classes
 * @param supervisor is told when its code runs
 * @param watched whether the rules of the contract are enforced at each call
 */
public record PluginFilesystem(
    Plugin plugin,
    PluginClasses classes,
    Supervisor supervisor,
    boolean watched,
    String name,
    String help,
    int contractVersion,
    Class<? extends FilesystemType> type,
    List<Policy<?>> policies,
    List<PolicyAlias> aliases)
    implements FilesystemProvider {

  /** Runs code of it under supervision. */
  public void supervised(LongSupplier progress, Runnable code) {
    supervisor.begin(Thread.currentThread(), progress);
    try {
      code.run();
    } finally {
      supervisor.end(Thread.currentThread());
    }
  }

  /** The same, watched or not. */
  public PluginFilesystem watched(boolean watching) {
    return new PluginFilesystem(
        plugin,
        classes,
        supervisor,
        watching,
        name,
        help,
        contractVersion,
        type,
        policies,
        aliases);
  }
}
