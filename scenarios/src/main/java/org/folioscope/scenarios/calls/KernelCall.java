package org.folioscope.scenarios.calls;

import org.folioscope.scenarios.language.Signature;

/** One call that scenarios can make. */
interface KernelCall {

  /** How it is written. */
  Signature signature();

  /** Does it; the result as the program sees it, negative for an errno. */
  long make(CallContext context);
}
