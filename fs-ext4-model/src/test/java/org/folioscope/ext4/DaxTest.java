package org.folioscope.ext4;

import org.folioscope.vm.contract.kit.DaxContract;

/** Files whose pages are the blocks themselves. */
final class DaxTest extends DaxContract {
  DaxTest() {
    super(new Ext4Provider());
  }
}
