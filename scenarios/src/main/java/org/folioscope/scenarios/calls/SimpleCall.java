package org.folioscope.scenarios.calls;

import java.util.function.ToLongFunction;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.scenarios.language.Signature;
import org.folioscope.scenarios.language.ValueType;

/** A call given by its signature and a function. */
record SimpleCall(Signature signature, ToLongFunction<CallContext> body) implements KernelCall {

  static SimpleCall of(
      String name,
      ValueType result,
      String help,
      ToLongFunction<CallContext> body,
      Parameter... parameters) {
    Signature signature = Signature.of(name, result, help);
    for (Parameter parameter : parameters) {
      signature = signature.with(parameter);
    }
    return new SimpleCall(signature, body);
  }

  SimpleCall named(Parameter parameter) {
    return new SimpleCall(signature.withNamed(parameter), body);
  }

  @Override
  public long make(CallContext context) {
    return body.applyAsLong(context);
  }
}
