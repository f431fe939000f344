package mapfs;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;

/** Names the filesystem. */
public record MapFsProvider(
    String name, String help, int contractVersion, Class<? extends FilesystemType> type)
    implements FilesystemProvider {

  /** Called by the host. */
  public MapFsProvider() {
    this("mapfs", "places for blocks on first use, kept in a map", CONTRACT_VERSION, MapFs.class);
  }
}
