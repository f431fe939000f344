package org.folioscope.scenarios.language;

import io.vavr.control.Option;
import java.util.Locale;

/** Finds the type of one argument, and the first thing in it that makes no sense by itself. */
final class ArgumentTyper {
  private final PlacedCall user;
  private final Scope scope;
  private Option<Problem> problem = Option.none();

  ArgumentTyper(PlacedCall user, Scope scope) {
    this.user = user;
    this.scope = scope;
  }

  Option<Problem> problem() {
    return problem;
  }

  /** The type; ANY where a problem was found. */
  ValueType type(Argument argument) {
    return switch (argument) {
      case Argument.Int _ -> ValueType.INT;
      case Argument.Duration _ -> ValueType.DURATION;
      case Argument.Text _ -> ValueType.TEXT;
      case Argument.Name name -> name(name);
      case Argument.Flags flags -> flags(flags);
      case Argument.Arithmetic sum -> arithmetic(sum);
      case Argument.Nested nested -> nested(nested);
      case Argument.Items items -> items(items);
    };
  }

  private ValueType fail(Argument argument, String text) {
    problem = problem.orElse(Option.some(new Problem(argument.position(), text)));
    return ValueType.ANY;
  }

  private ValueType name(Argument.Name name) {
    Option<PlacedCall> assigner = scope.assigner(name.name());
    if (assigner.isDefined()) {
      return variable(name, assigner.get());
    }
    if (scope.processes().contains(name.name())) {
      return ValueType.PID;
    }
    if (scope.signatures().constants().contains(name.name())) {
      return ValueType.FLAGS;
    }
    String quoted = "'" + Literals.shortened(name.name()) + "'";
    if (name.name().equals(name.name().toUpperCase(Locale.ROOT))) {
      return fail(
          name,
          "unknown constant "
              + quoted
              + DidYouMean.hint(name.name(), scope.signatures().constants()));
    }
    return fail(
        name,
        "the variable "
            + quoted
            + " is never assigned"
            + DidYouMean.hint(name.name(), scope.variables()));
  }

  private ValueType variable(Argument.Name name, PlacedCall assigner) {
    if (!assigner.mayPrecede(user)) {
      int line = assigner.call().position().line();
      return fail(
          name, "the variable '" + name.name() + "' is used before line " + line + " assigns it");
    }
    return scope.type(assigner);
  }

  private ValueType flags(Argument.Flags flags) {
    for (Argument.Name name : flags.names()) {
      if (!scope.signatures().constants().contains(name.name())) {
        String hint = DidYouMean.hint(name.name(), scope.signatures().constants());
        return fail(name, "unknown constant '" + Literals.shortened(name.name()) + "'" + hint);
      }
    }
    return ValueType.FLAGS;
  }

  private ValueType arithmetic(Argument.Arithmetic sum) {
    ValueType left = type(sum.left());
    ValueType right = type(sum.right());
    if (left == ValueType.ANY || right == ValueType.ANY) {
      return ValueType.ANY;
    }
    if (ArgumentChecker.isNumber(left) && ArgumentChecker.isNumber(right)) {
      return ValueType.INT;
    }
    boolean address = left == ValueType.ADDRESS;
    if (address && ArgumentChecker.isNumber(right) && sum.operator() != '*') {
      return ValueType.ADDRESS;
    }
    if (ArgumentChecker.isNumber(left) && right == ValueType.ADDRESS && sum.operator() == '+') {
      return ValueType.ADDRESS;
    }
    if (address && right == ValueType.ADDRESS && sum.operator() == '-') {
      return ValueType.INT;
    }
    return fail(
        sum,
        "'%s' makes no sense between %s and %s"
            .formatted(sum.operator(), left.words(), right.words()));
  }

  private ValueType nested(Argument.Nested nested) {
    if (!ContentTerm.NAMES.contains(nested.name())) {
      nested.arguments().forEach(this::type);
    }
    String wrong = ContentTerm.problem(nested);
    return wrong.isEmpty() ? ValueType.CONTENT : fail(nested, wrong);
  }

  private ValueType items(Argument.Items items) {
    items.items().forEach(this::type);
    return ValueType.ANY;
  }
}
