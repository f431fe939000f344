package org.folioscope.scenarios.junit;

import io.vavr.collection.Vector;
import java.util.Optional;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.scenarios.run.Configuration;

/**
 * One invocation of a test.
 *
 * @param configuration what to explore; nothing if the filesystem is not there
 */
record Case(
    String kernel,
    String filesystem,
    Vector<PolicySetting> policies,
    Optional<Configuration> configuration) {

  String name() {
    return Vector.of(kernel, filesystem)
        .appendAll(policies.map(PolicySetting::toString))
        .mkString(", ");
  }
}
