package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Checks the calls of a scenario against the calls there are: names, number and types of arguments,
 * and that every variable is assigned once, before or beside its use.
 */
public final class CallChecker {
  private static final int MOST = 100;

  private final Signatures signatures;

  /** A checker for scenarios that make these calls. */
  public CallChecker(Signatures signatures) {
    this.signatures = signatures;
  }

  /**
   * Checks a scenario.
   *
   * @throws ScenarioException for the first problem
   */
  public void check(Scenario scenario) {
    for (ScenarioException problem : problems(scenario, 1)) {
      throw problem;
    }
  }

  /**
   * What is wrong with a scenario's calls, at most one problem for each call and at most a hundred,
   * in the order set-up, tasks, {@code finally:}, {@code after_crash:}.
   */
  public Vector<ScenarioException> problems(Scenario scenario) {
    return problems(scenario, MOST);
  }

  private Vector<ScenarioException> problems(Scenario scenario, int most) {
    Scope scope = Scope.of(scenario, signatures);
    return scope
        .placed()
        .iterator()
        .flatMap(placed -> problem(placed, scope))
        .map(problem -> scenario.error(problem.position(), problem.text()))
        .take(most)
        .toVector();
  }

  private Option<Problem> problem(PlacedCall placed, Scope scope) {
    Call call = placed.call();
    return signatures
        .get(call.name())
        .map(signature ->
            assignment(placed, signature, scope).orElse(() -> arguments(placed, signature, scope)))
        .getOrElse(() -> Option.some(unknown(call)));
  }

  private Problem unknown(Call call) {
    String hint = DidYouMean.hint(call.name(), signatures.names());
    return new Problem(
        call.position(), "unknown call '" + Literals.shortened(call.name()) + "'" + hint);
  }

  private Option<Problem> assignment(PlacedCall placed, Signature signature, Scope scope) {
    Call call = placed.call();
    return call.variable()
        .flatMap(variable ->
            Problem.at(call.position(), misassigned(variable, placed, signature, scope)));
  }

  private Option<String> misassigned(
      String variable, PlacedCall placed, Signature signature, Scope scope) {
    String quoted = "'" + Literals.shortened(variable) + "'";
    if (signature.result() == ValueType.NOTHING) {
      return Option.some(signature.name() + " has no result that " + quoted + " could hold");
    }
    if (signatures.constants().contains(variable)) {
      return Option.some(
          "the variable " + quoted + " has the name of a constant; choose another one");
    }
    if (scope.processes().contains(variable)) {
      return Option.some(
          "the variable " + quoted + " has the name of a process; choose another one");
    }
    return scope
        .assigner(variable)
        .filter(first -> first != placed)
        .map(first ->
            "the variable "
                + quoted
                + " is assigned twice; first in line "
                + first.call().position().line());
  }

  private Option<Problem> arguments(PlacedCall placed, Signature signature, Scope scope) {
    Call call = placed.call();
    ArgumentChecker checker = new ArgumentChecker(placed, scope);
    return count(call, signature)
        .orElse(() -> first(positional(call, signature, checker)))
        .orElse(() -> first(call.named().map(argument -> named(argument, signature, checker))))
        .orElse(() -> missing(call, signature));
  }

  private static Option<Problem> first(Vector<Option<Problem>> problems) {
    return problems.flatMap(problem -> problem).headOption();
  }

  private static Option<Problem> count(Call call, Signature signature) {
    int found = call.arguments().size();
    int most = signature.parameters().size();
    if (found >= signature.fewest() && found <= most) {
      return Option.none();
    }
    String range = signature.fewest() == most ? "" + most : signature.fewest() + " to " + most;
    Position position = found > most ? call.arguments().get(most).position() : call.position();
    String plural = range.equals("1") ? " argument" : " arguments";
    return Problem.at(
        position,
        Option.some(
            signature.name()
                + " takes "
                + range
                + plural
                + ", found "
                + found
                + "; write "
                + signature.usage()));
  }

  private static Vector<Option<Problem>> positional(
      Call call, Signature signature, ArgumentChecker checker) {
    return call.arguments()
        .zip(signature.parameters())
        .map(pair -> checker.problem(pair._1, pair._2));
  }

  private static Option<Problem> named(
      Call.NamedArgument argument, Signature signature, ArgumentChecker checker) {
    Option<Parameter> parameter = signature.named().find(p -> p.name().equals(argument.name()));
    if (parameter.isDefined()) {
      return checker.problem(argument.value(), parameter.get());
    }
    String hint = DidYouMean.hint(argument.name(), signature.named().map(Parameter::name));
    String text =
        signature.name()
            + " has no named argument '"
            + Literals.shortened(argument.name())
            + "'"
            + hint;
    return Problem.at(argument.position(), Option.some(text));
  }

  private static Option<Problem> missing(Call call, Signature signature) {
    return signature
        .named()
        .find(parameter -> parameter.required() && call.named(parameter.name()).isEmpty())
        .map(parameter ->
            new Problem(
                call.position(),
                signature.name() + " needs the named argument '" + parameter.name() + "='"));
  }
}
