package org.folioscope.vm.reclaim;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.kit.FilesystemContract;

/** The contract holds for a filesystem with private data on its pages, too. */
final class BufferedFilesystemTest extends FilesystemContract {

  @Override
  protected FilesystemProvider filesystem() {
    return new BufferedProvider();
  }
}
