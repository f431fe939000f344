package org.folioscope.xfs;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.FilesystemContract;
import org.junit.jupiter.api.Nested;

/** What every filesystem owes, with several blocks a page, whatever the kernel keeps of them. */
final class XfsSmallBlocksContractTest {

  @Nested
  final class BufferHeads extends SmallBlocks {
    BufferHeads() {
      super(Kernel.LINUX_4_15, 1024);
    }
  }

  @Nested
  final class IomapFolioState extends SmallBlocks {
    IomapFolioState() {
      super(Kernel.LINUX_6_12, 2048);
    }
  }

  abstract static class SmallBlocks extends FilesystemContract {

    private final Kernel kernel;
    private final int blockSize;

    SmallBlocks(Kernel kernel, int blockSize) {
      this.kernel = kernel;
      this.blockSize = blockSize;
    }

    @Override
    protected FilesystemProvider filesystem() {
      return new XfsProvider();
    }

    @Override
    protected Bench.Options options() {
      return super.options()
          .with(Policies.of(kernel))
          .with(binder ->
              binder.bind(FormatOptions.class).toInstance(new FormatOptions(blockSize, false)));
    }
  }
}
