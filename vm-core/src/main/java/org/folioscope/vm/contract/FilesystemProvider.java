package org.folioscope.vm.contract;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyProvider;

/**
 * What a plug-in jar registers as a service ({@code META-INF/services}): a filesystem's name, the
 * class that the host builds by injection for each configuration, and the policies it brings.
 */
public interface FilesystemProvider extends PolicyProvider {

  /** The version of this contract. */
  int CONTRACT_VERSION = 1;

  /** The name that a person types, for example {@code ext4}. */
  String name();

  /** What it models, in one sentence. */
  String help();

  /** The version of the contract that the plug-in was written against. */
  int contractVersion();

  /** Whether the filesystem can be made and mounted so; as usual it must. */
  default boolean makes(FormatOptions options) {
    return options.equals(FormatOptions.DEFAULT);
  }

  /** The filesystem; its constructor takes what it needs of the machine. */
  Class<? extends FilesystemType> type();

  /** Its own policies; none unless said otherwise. */
  @Override
  default List<Policy<?>> policies() {
    return List.of();
  }
}
