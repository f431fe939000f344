package org.folioscope.ext4;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.kit.FilesystemContract;

final class Ext4ContractTest extends FilesystemContract {

  @Override
  protected FilesystemProvider filesystem() {
    return new Ext4Provider();
  }
}
