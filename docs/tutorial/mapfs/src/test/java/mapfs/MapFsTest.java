package mapfs;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.kit.FilesystemContract;

/** The contract of filesystems. */
final class MapFsTest extends FilesystemContract {

  @Override
  protected FilesystemProvider filesystem() {
    return new MapFsProvider();
  }
}
