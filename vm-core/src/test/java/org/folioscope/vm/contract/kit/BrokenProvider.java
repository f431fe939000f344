package org.folioscope.vm.contract.kit;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/** Names {@link BrokenFilesystem}. */
final class BrokenProvider implements FilesystemProvider {

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public String help() {
    return "the trivial filesystem with one defect";
  }

  @Override
  public int contractVersion() {
    return CONTRACT_VERSION;
  }

  @Override
  public Class<? extends FilesystemType> type() {
    return BrokenFilesystem.class;
  }

  @Override
  public List<Policy<?>> policies() {
    return List.of();
  }
}
