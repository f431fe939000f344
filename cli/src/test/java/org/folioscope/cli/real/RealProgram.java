package org.folioscope.cli.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folioscope.scenarios.calls.CallResult;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.ExpectedResult;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;

/**
 * Runs a case's text against a directory, call by call; tasks one after the other. Results that are
 * not as expected are collected.
 */
final class RealProgram implements AutoCloseable {

  private final Scenario scenario;
  private final RealCalls calls;
  private final Map<String, Long> variables = new HashMap<>();
  private final List<String> disagreements = new ArrayList<>();

  /** Says that a case cannot be run here. */
  static final class NotHereException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotHereException(String why) {
      super(why);
    }
  }

  RealProgram(Scenario scenario, Path directory) {
    this.scenario = scenario;
    this.calls = new RealCalls(directory);
  }

  /** What this filesystem does otherwise than the case says. */
  List<String> run() {
    scenario.files().forEach(calls::make);
    scenario.setup().made().forEach(call -> make(call, true));
    for (TaskSpec task : scenario.tasks()) {
      if (!task.process().equals(TaskSpec.MAIN)) {
        throw new NotHereException("it has a second process");
      }
      task.calls().made().forEach(call -> make(call, false));
    }
    scenario.finallyCalls().made().forEach(call -> make(call, false));
    return disagreements;
  }

  private void make(Call call, boolean mustSucceed) {
    CallResult result = calls.make(call, this::evaluate);
    call.variable().forEach(name -> variables.put(name, result.value()));
    boolean wrong =
        call.expected().isEmpty()
            ? mustSucceed && result.value() < 0
            : !call.expected().exists(result::is);
    if (wrong) {
      ExpectedResult first = call.expected().getOrElse(new ExpectedResult.Value(0));
      disagreements.add(call + " gave " + result.text(first));
    }
  }

  private long evaluate(Argument argument) {
    return switch (argument) {
      case Argument.Int number -> number.value();
      case Argument.Duration time -> time.nanos();
      case Argument.Name name -> variable(name.name());
      case Argument.Arithmetic sum -> {
        long left = evaluate(sum.left());
        long right = evaluate(sum.right());
        yield switch (sum.operator()) {
          case '+' -> left + right;
          case '-' -> left - right;
          default -> left * right;
        };
      }
      default -> throw new NotHereException("'" + argument + "' has no meaning here");
    };
  }

  private long variable(String name) {
    Long value = variables.get(name);
    if (value == null) {
      throw new NotHereException("the variable " + name + " waits for another task");
    }
    return value;
  }

  @Override
  public void close() {
    calls.close();
  }
}
