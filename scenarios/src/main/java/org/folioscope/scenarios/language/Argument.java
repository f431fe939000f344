package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;

/**
 * An argument of a call, as written; variables and constants get their meaning from whoever runs
 * the scenario.
 */
public sealed interface Argument {
  /** Where the argument starts. */
  Position position();

  /**
   * A number or a size in bytes: {@code 7}, {@code 0x1000}, {@code 4K}, {@code -1}.
   *
   * @param value the number; sizes in bytes
   * @param position where it starts
   */
  record Int(long value, Position position) implements Argument {
    @Override
    public String toString() {
      return CallPrinter.integer(value);
    }
  }

  /**
   * A stretch of virtual time: {@code 5s}, {@code 200ms}, {@code 1us}.
   *
   * @param nanos its length in nanoseconds, not negative
   * @param position where it starts
   */
  record Duration(long nanos, Position position) implements Argument {
    @Override
    public String toString() {
      return CallPrinter.duration(nanos);
    }
  }

  /**
   * A string in double quotes.
   *
   * @param value the string without quotes and escapes
   * @param position where the opening quote stands
   */
  record Text(String value, Position position) implements Argument {
    @Override
    public String toString() {
      return CallPrinter.quoted(value);
    }
  }

  /**
   * A variable, a constant, or a process: {@code fd1}, {@code O_RDWR}.
   *
   * @param name the identifier
   * @param position where it starts
   */
  record Name(String name, Position position) implements Argument {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Two or more constants or-ed together: {@code PROT_READ|PROT_WRITE}.
   *
   * @param names the constants, in the order written
   * @param position where the first one starts
   */
  record Flags(Vector<Name> names, Position position) implements Argument {
    @Override
    public String toString() {
      return names.mkString("|");
    }
  }

  /**
   * A sum, difference or product: {@code addr + 4K}.
   *
   * @param operator {@code '+'}, {@code '-'} or {@code '*'}
   * @param left the left operand
   * @param right the right operand
   * @param position where the left operand starts
   */
  record Arithmetic(char operator, Argument left, Argument right, Position position)
      implements Argument {
    @Override
    public String toString() {
      return CallPrinter.operand(left) + " " + operator + " " + CallPrinter.operand(right);
    }
  }

  /**
   * An expression written like a call: {@code fill(0xAB)}, {@code pattern(7)}.
   *
   * @param name what stands before the parenthesis
   * @param arguments what stands in it
   * @param position where the name starts
   */
  record Nested(String name, Vector<Argument> arguments, Position position) implements Argument {
    @Override
    public String toString() {
      return name + arguments.mkString("(", ", ", ")");
    }
  }

  /**
   * A list: {@code [addr, 4K]}.
   *
   * @param items its items, possibly none
   * @param position where the opening bracket stands
   */
  record Items(Vector<Argument> items, Position position) implements Argument {
    @Override
    public String toString() {
      return items.mkString("[", ", ", "]");
    }
  }
}
