package org.folioscope.ext4;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.FilesystemContract;

/** What every filesystem owes, with four blocks a page. */
final class SmallBlocksContractTest extends FilesystemContract {

  @Override
  protected FilesystemProvider filesystem() {
    return new Ext4Provider();
  }

  @Override
  protected Bench.Options options() {
    return super.options()
        .with(
            binder -> binder.bind(FormatOptions.class).toInstance(new FormatOptions(1024, false)));
  }
}
