package org.folioscope.ext4;

import java.util.List;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.FormatOptions;

/** Makes the ext4-like filesystem known. */
public final class Ext4Provider implements FilesystemProvider {

  /** Called by the service loader. */
  public Ext4Provider() {}

  @Override
  public String name() {
    return "ext4";
  }

  @Override
  public String help() {
    return "like ext4: buffer heads, delayed allocation, a writeback loop of its own";
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
    return Ext4.class;
  }

  @Override
  public List<Policy<?>> policies() {
    return Ext4Policies.ALL;
  }

  @Override
  public List<PolicyAlias> aliases() {
    return Ext4Policies.ALIASES;
  }
}
