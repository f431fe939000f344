package org.folioscope.vm.reclaim;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/** Names {@link BufferedFilesystem}. */
final class BufferedProvider implements FilesystemProvider {

  @Override
  public String name() {
    return "buffered";
  }

  @Override
  public String help() {
    return "the trivial filesystem, with a buffer head for each page";
  }

  @Override
  public int contractVersion() {
    return CONTRACT_VERSION;
  }

  @Override
  public Class<? extends FilesystemType> type() {
    return BufferedFilesystem.class;
  }

  @Override
  public List<Policy<?>> policies() {
    return List.of();
  }
}
