package org.folioscope.xfs;

import org.folioscope.vm.contract.kit.DaxContract;

/** Files whose pages are the blocks themselves. */
final class XfsDaxTest extends DaxContract {
  XfsDaxTest() {
    super(new XfsProvider());
  }
}
