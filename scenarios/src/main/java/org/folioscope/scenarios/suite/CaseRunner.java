package org.folioscope.scenarios.suite;

import org.folioscope.scenarios.language.Scenario;

/** Runs the cases of a suite, one by one. */
public interface CaseRunner {

  /** Runs a case, whatever a model does, unless the list says no. */
  CaseResult run(Scenario scenario, ExpungeList expunged);
}
