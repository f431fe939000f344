package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;

/**
 * A parameter of a call.
 *
 * @param name its name; how a named one is given, and what messages call it
 * @param types what it takes: one type, or several of which one must fit
 * @param constants the constants that FLAGS and CHOICE take; empty if neither is among the types
 * @param required whether it must be given
 */
public record Parameter(
    String name, Vector<ValueType> types, Vector<String> constants, boolean required) {

  /** A parameter that must be given, of one of some types. */
  public static Parameter of(String name, ValueType... types) {
    return new Parameter(name, Vector.of(types), Vector.empty(), true);
  }

  /** A parameter that takes constants or-ed together, or 0. */
  public static Parameter flags(String name, String... constants) {
    return new Parameter(name, Vector.of(ValueType.FLAGS), Vector.of(constants), true);
  }

  /** A parameter that takes one of some constants. */
  public static Parameter choice(String name, String... constants) {
    return new Parameter(name, Vector.of(ValueType.CHOICE), Vector.of(constants), true);
  }

  /** The same parameter, which takes a constant as well. */
  public Parameter orConstant(String constant) {
    return new Parameter(
        name, types.append(ValueType.CHOICE), constants.append(constant), required);
  }

  /** The same parameter, which may be left out. */
  public Parameter optional() {
    return new Parameter(name, types, constants, false);
  }

  /** What the parameter takes, in words. */
  public String expected() {
    String one = types.map(ValueType::words).mkString(" or ");
    return constants.isEmpty() ? one : one + " (" + constants.mkString(", ") + ")";
  }
}
