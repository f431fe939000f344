package org.folioscope.scenarios.junit;

import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.trivial.TrivialProvider;

/** What a plug-in's test class looks like; the least of filesystems passes every suite. */
class TrivialSuiteTest extends FilesystemSuite {

  @Override
  protected FilesystemProvider filesystem() {
    return new TrivialProvider();
  }
}
