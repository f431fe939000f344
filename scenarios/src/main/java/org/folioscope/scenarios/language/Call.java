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
 * @param expected what it may result in; empty if nothing is said of that
 */
public record Call(
    Position position,
    Option<String> variable,
    String name,
    Vector<Argument> arguments,
    Vector<NamedArgument> named,
    Vector<ExpectedResult> expected) {

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

  /** The call alone, without what it may result in. */
  public String invocation() {
    return CallPrinter.invocation(this);
  }

  /** The same call with these results expected. */
  Call expecting(Vector<ExpectedResult> results) {
    return new Call(position, variable, name, arguments, named, results);
  }

  /** The call in canonical form; parsing it gives an equal call but for positions. */
  @Override
  public String toString() {
    return CallPrinter.call(this);
  }
}
