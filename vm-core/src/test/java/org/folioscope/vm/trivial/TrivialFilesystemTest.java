package org.folioscope.vm.trivial;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.kit.FilesystemContract;

final class TrivialFilesystemTest extends FilesystemContract {

  @Override
  protected FilesystemProvider filesystem() {
    return new TrivialProvider();
  }
}
