package org.folioscope.xfs;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.FormatOptions;

/** Makes the XFS-like filesystem known. */
public final class XfsProvider implements FilesystemProvider {

  /** Called by the service loader. */
  public XfsProvider() {}

  @Override
  public String name() {
    return "xfs";
  }

  @Override
  public String help() {
    return "like XFS: extents, iomap, delayed allocation, unwritten until written";
  }

  @Override
  public int contractVersion() {
    return CONTRACT_VERSION;
  }

  /** Blocks of 1, 2 or 4 KiB; with DAX those of a page. */
  @Override
  public boolean makes(FormatOptions options) {
    return !options.dax() || options.blockSize() == FormatOptions.DEFAULT.blockSize();
  }

  @Override
  public Class<? extends FilesystemType> type() {
    return Xfs.class;
  }

  @Override
  public List<Policy<?>> policies() {
    return XfsPolicies.ALL;
  }
}
