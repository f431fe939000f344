package org.folioscope.scenarios.calls;

import io.vavr.collection.Map;
import org.folioscope.scenarios.language.Call;

/** A call of a scenario with all that is the same each time it is made. */
public final class PreparedCall {

  final Call call;
  final KernelCall kernelCall;

  /** As logs show it. */
  final String text;

  /** The numbers of the variables that its arguments name. */
  final Map<String, Integer> variables;

  PreparedCall(Program program, Call call, KernelCall kernelCall) {
    this.call = call;
    this.kernelCall = kernelCall;
    this.text = call.invocation();
    this.variables = program.variablesOf(call);
  }

  /** The call as written. */
  public Call written() {
    return call;
  }
}
