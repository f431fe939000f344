package org.folioscope.xfs;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.kit.FilesystemContract;

final class XfsContractTest extends FilesystemContract {

  @Override
  protected FilesystemProvider filesystem() {
    return new XfsProvider();
  }
}
