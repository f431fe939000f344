package org.folioscope.vm.trivial;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/** Names the trivial filesystem. It is no service: who wants it says so. */
public final class TrivialProvider implements FilesystemProvider {

  /** Has no choices. */
  public TrivialProvider() {}

  @Override
  public String name() {
    return "trivial";
  }

  @Override
  public String help() {
    return "fixed extents, no journal, no buffer heads: the least that fulfils the contract";
  }

  @Override
  public int contractVersion() {
    return CONTRACT_VERSION;
  }

  @Override
  public Class<? extends FilesystemType> type() {
    return TrivialFilesystem.class;
  }
}
