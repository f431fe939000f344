package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;

/**
 * The shape of a call: what it is given and what it gives.
 *
 * @param name the call's name
 * @param parameters what is given by position, those that may be left out last
 * @param named what may be given by name, after the positional ones
 * @param result what the call gives; NOTHING if it cannot be assigned
 * @param help one line that says what the call does
 */
public record Signature(
    String name,
    Vector<Parameter> parameters,
    Vector<Parameter> named,
    ValueType result,
    String help) {

  /** A call without parameters, to be completed by {@link #with} and {@link #withNamed}. */
  public static Signature of(String name, ValueType result, String help) {
    return new Signature(name, Vector.empty(), Vector.empty(), result, help);
  }

  /**
   * The same call with one more positional parameter.
   *
   * @throws IllegalArgumentException if a parameter that must be given follows one that may be left
   *     out
   */
  public Signature with(Parameter parameter) {
    if (parameter.required() && parameters.exists(earlier -> !earlier.required())) {
      throw new IllegalArgumentException(name + ": required after optional: " + parameter.name());
    }
    return new Signature(name, parameters.append(parameter), named, result, help);
  }

  /** The same call with one more named parameter. */
  public Signature withNamed(Parameter parameter) {
    return new Signature(name, parameters, named.append(parameter), result, help);
  }

  int fewest() {
    return parameters.count(Parameter::required);
  }

  /** How the call is written: {@code reclaim([mode], [node=], [passes=])}. */
  public String usage() {
    Vector<String> positional = parameters.map(p -> p.required() ? p.name() : "[" + p.name() + "]");
    Vector<String> byName = named.map(p -> p.required() ? p.name() + "=" : "[" + p.name() + "=]");
    return name + positional.appendAll(byName).mkString("(", ", ", ")");
  }
}
