package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Reads calls, by recursive descent:
 *
 * <pre>
 * call       = [ name "=" ] name "(" [ argument { "," argument } ] ")" [ results ]
 * argument   = name "=" expression | expression          (named ones last)
 * expression = sum { "|" sum }                           ("|" joins constants only)
 * sum        = product { ( "+" | "-" ) product }
 * product    = operand { "*" operand }
 * operand    = [ "-" ] number | string | name [ "(" … ")" ] | "[" … "]" | "(" expression ")"
 * </pre>
 */
final class CallParser {
  private static final int DEEPEST = 16;
  private static final int LONGEST = 4_000;
  private static final String EXAMPLE = "fd1 = open(\"file1\", O_RDWR)";

  private final CallCursor in;
  private int depth;

  CallParser(CallText text) {
    this.in = new CallCursor(text);
  }

  CallCursor cursor() {
    return in;
  }

  /** The call that is the whole text. */
  Call only() {
    Call call = call();
    if (!in.atEnd()) {
      throw in.error("expected the end of the call after ')', found " + in.found());
    }
    return call;
  }

  /** The call that starts here. */
  Call call() {
    int start = in.index();
    Position position = in.position();
    String first = callName();
    boolean assigned = in.accept('=');
    String name = assigned ? callName() : first;
    if (!in.accept('(')) {
      String wanted = assigned ? "expected '('" : "expected '=' or '('";
      throw in.error(wanted + " after '" + Literals.shortened(name) + "', found " + in.found());
    }
    Option<String> variable = assigned ? Option.some(first) : Option.none();
    Call call =
        arguments(
            new Call(position, variable, name, Vector.empty(), Vector.empty(), Vector.empty()));
    call = call.expecting(new ResultParser(in, this).results());
    if (in.index() - start > LONGEST) {
      throw in.errorAt(start, "the call is longer than " + LONGEST + " characters");
    }
    return call;
  }

  private String callName() {
    if (!in.startsName()) {
      throw in.error("expected a call such as " + EXAMPLE + ", found " + in.found());
    }
    return in.name();
  }

  private Call arguments(Call bare) {
    Vector<Argument> positional = Vector.empty();
    Vector<Call.NamedArgument> named = Vector.empty();
    String owner = "the arguments of " + bare.name();
    while (!in.accept(')')) {
      expectComma(positional.isEmpty() && named.isEmpty(), ')', owner);
      int start = in.index();
      Position position = in.position();
      Argument value = expression();
      if (value instanceof Argument.Name parameter && in.accept('=')) {
        named =
            withoutDuplicate(named, parameter, start).append(namedArgument(parameter, position));
      } else if (named.isEmpty()) {
        positional = positional.append(value);
      } else {
        throw in.errorAt(
            start, "a positional argument stands after a named one; named arguments come last");
      }
    }
    return new Call(
        bare.position(), bare.variable(), bare.name(), positional, named, Vector.empty());
  }

  private Call.NamedArgument namedArgument(Argument.Name parameter, Position position) {
    return new Call.NamedArgument(parameter.name(), expression(), position);
  }

  private Vector<Call.NamedArgument> withoutDuplicate(
      Vector<Call.NamedArgument> named, Argument.Name parameter, int start) {
    if (named.exists(argument -> argument.name().equals(parameter.name()))) {
      throw in.errorAt(start, "the argument '" + parameter.name() + "' is given twice");
    }
    return named;
  }

  private void expectComma(boolean first, char closing, String owner) {
    if (!first && !in.accept(',')) {
      throw in.error("expected '" + closing + "' after " + owner);
    }
    if (first && in.atEnd()) {
      throw in.error("expected '" + closing + "' after " + owner);
    }
  }

  private Argument expression() {
    Position position = in.position();
    int start = in.index();
    Argument first = sum();
    if (in.peek() != '|') {
      return first;
    }
    Vector<Argument.Name> names = Vector.of(constant(first, start));
    while (in.accept('|')) {
      int next = in.index();
      names = names.append(constant(sum(), next));
    }
    return new Argument.Flags(names, position);
  }

  private Argument.Name constant(Argument argument, int start) {
    if (argument instanceof Argument.Name name) {
      return name;
    }
    throw in.errorAt(
        start, "'|' joins constants such as PROT_READ|PROT_WRITE, not '" + argument + "'");
  }

  private Argument sum() {
    Position position = in.position();
    Argument left = product();
    while (in.peek() == '+' || in.peek() == '-') {
      char operator = (char) in.peek();
      in.accept(operator);
      left = new Argument.Arithmetic(operator, left, product(), position);
    }
    return left;
  }

  private Argument product() {
    Position position = in.position();
    Argument left = operand();
    while (in.accept('*')) {
      left = new Argument.Arithmetic('*', left, operand(), position);
    }
    return left;
  }

  Argument operand() {
    Position position = in.position();
    if (in.startsNumber()) {
      return number(position);
    }
    if (in.startsName()) {
      String name = in.name();
      return in.accept('(')
          ? new Argument.Nested(name, items(')', "the arguments of " + name), position)
          : new Argument.Name(name, position);
    }
    return switch (in.peek()) {
      case '"' -> new Argument.Text(in.string(), position);
      case '-' -> negative(position);
      case '[' -> list(position);
      case '(' -> parenthesized();
      default ->
          throw in.error(
              "expected an argument (a number, a \"string\", a name or a [list]), found "
                  + in.found());
    };
  }

  private Argument number(Position position) {
    int start = in.index();
    return Literals.number(in.number(), position)
        .getOrElseThrow(problem -> in.errorAt(start, problem));
  }

  private Argument negative(Position position) {
    int start = in.index();
    in.accept('-');
    if (in.startsNumber() && number(position) instanceof Argument.Int positive) {
      return new Argument.Int(-positive.value(), position);
    }
    throw in.errorAt(start, "'-' stands before a number or between two operands");
  }

  private Argument list(Position position) {
    in.accept('[');
    return new Argument.Items(items(']', "the items of the list"), position);
  }

  private Argument parenthesized() {
    deeper();
    in.accept('(');
    Argument inner = expression();
    if (!in.accept(')')) {
      throw in.error("expected ')' after the expression in parentheses");
    }
    depth--;
    return inner;
  }

  private Vector<Argument> items(char closing, String owner) {
    deeper();
    Vector<Argument> items = Vector.empty();
    while (!in.accept(closing)) {
      expectComma(items.isEmpty(), closing, owner);
      items = items.append(expression());
    }
    depth--;
    return items;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw in.error("arguments are nested deeper than " + DEEPEST);
    }
  }
}
