package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/** Checks the arguments of one call against their parameters. */
final class ArgumentChecker {
  private final PlacedCall user;
  private final Scope scope;

  ArgumentChecker(PlacedCall user, Scope scope) {
    this.user = user;
    this.scope = scope;
  }

  /** What is wrong with an argument, if anything. */
  Option<Problem> problem(Argument argument, Parameter parameter) {
    if (!parameter.constants().isEmpty()
        && isConstants(argument)
        && !isVariable(argument, parameter)) {
      return constants(argument, parameter);
    }
    ArgumentTyper typer = new ArgumentTyper(user, scope);
    ValueType actual = typer.type(argument);
    if (typer.problem().isDefined()) {
      return typer.problem();
    }
    if (parameter.types().forAll(wanted -> !fits(argument, actual, wanted))) {
      return problem(
          argument,
          "'%s' of %s takes %s, found %s"
              .formatted(
                  parameter.name(), callName(), parameter.expected(), describe(argument, actual)));
    }
    return file(argument, parameter);
  }

  private String callName() {
    return user.call().name();
  }

  private static Option<Problem> problem(Argument argument, String text) {
    return Option.some(new Problem(argument.position(), text));
  }

  private static boolean isConstants(Argument argument) {
    return argument instanceof Argument.Name || argument instanceof Argument.Flags;
  }

  private boolean isVariable(Argument argument, Parameter parameter) {
    boolean takesValues =
        parameter.types().exists(type -> type != ValueType.FLAGS && type != ValueType.CHOICE);
    return takesValues
        && argument instanceof Argument.Name name
        && scope.assigner(name.name()).isDefined();
  }

  private Option<Problem> constants(Argument argument, Parameter parameter) {
    Vector<Argument.Name> names =
        switch (argument) {
          case Argument.Flags flags -> flags.names();
          case Argument.Name name -> Vector.of(name);
          default -> Vector.empty();
        };
    if (names.size() > 1 && !parameter.types().contains(ValueType.FLAGS)) {
      return problem(
          argument, "'%s' of %s takes one constant only".formatted(parameter.name(), callName()));
    }
    return names
        .find(name -> !parameter.constants().contains(name.name()))
        .map(name -> unknownConstant(name, parameter));
  }

  private Problem unknownConstant(Argument.Name name, Parameter parameter) {
    String hint =
        DidYouMean.closest(name.name(), parameter.constants())
            .map(near -> "; did you mean '" + near + "'?")
            .getOrElse("; it takes " + parameter.constants().mkString(", "));
    String text = "unknown constant '%s' for '%s' of %s%s";
    return new Problem(
        name.position(),
        text.formatted(Literals.shortened(name.name()), parameter.name(), callName(), hint));
  }

  private static boolean fits(Argument argument, ValueType actual, ValueType wanted) {
    if (actual == ValueType.ANY || wanted == ValueType.ANY) {
      return wanted == ValueType.ANY || !(argument instanceof Argument.Items);
    }
    return switch (wanted) {
      case INT -> isNumber(actual);
      case SIZE -> isNumber(actual) && !(argument instanceof Argument.Int size && size.value() < 0);
      case FILE, NEW_FILE, TEXT -> actual == ValueType.TEXT;
      case NEW_PID -> actual == ValueType.PID;
      case FLAGS -> argument instanceof Argument.Int none && none.value() == 0;
      case CONTENT -> actual == ValueType.CONTENT || actual == ValueType.TEXT;
      default -> actual == wanted;
    };
  }

  static boolean isNumber(ValueType type) {
    return type == ValueType.INT || type == ValueType.SIZE;
  }

  private static String describe(Argument argument, ValueType actual) {
    String written = "'" + Literals.shortened(argument.toString()) + "'";
    return argument instanceof Argument.Items
        ? "the list " + written
        : actual.words() + " " + written;
  }

  private Option<Problem> file(Argument argument, Parameter parameter) {
    boolean onlyKnown =
        parameter.types().contains(ValueType.FILE)
            && !parameter.types().contains(ValueType.NEW_FILE);
    if (!onlyKnown || !(argument instanceof Argument.Text name)) {
      return Option.none();
    }
    if (name.value().contains("/") || scope.files().contains(name.value())) {
      return Option.none();
    }
    String text = "there is no file '%s'; declare it under 'files:'%s";
    String hint = DidYouMean.hint(name.value(), scope.files());
    return problem(argument, text.formatted(Literals.shortened(name.value()), hint));
  }
}
