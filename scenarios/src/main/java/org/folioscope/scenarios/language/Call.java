package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * One call of a scenario: {@code fd1 = open("file1", O_RDWR)}.
 *
 * @param position where it starts
 * @param variable the variable that its result is assigned to
 * @param name the name of the call
 * @param arguments the positional arguments, in order
 * @param named the named arguments ({@code node=dirty}), in the order written, names unique
 */
public record Call(
    Position position,
    Option<String> variable,
    String name,
    Vector<Argument> arguments,
    Vector<NamedArgument> named) {

  /**
   * An argument given by name.
   *
   * @param name the parameter's name
   * @param value what is given
   * @param position where the name starts
   */
  public record NamedArgument(String name, Argument value, Position position) {}

  /** The value given for a named parameter, if any. */
  public Option<Argument> named(String parameter) {
    return named.find(argument -> argument.name().equals(parameter)).map(NamedArgument::value);
  }

  /** The call in canonical form; parsing it gives an equal call but for positions. */
  @Override
  public String toString() {
    return CallPrinter.call(this);
  }
}
