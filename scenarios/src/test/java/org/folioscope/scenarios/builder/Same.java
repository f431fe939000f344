package org.folioscope.scenarios.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.language.TaskSpec;

/** Compares scenarios by what they say, not by where. */
final class Same {

  private static final Position NOWHERE = new Position(1, 1);

  private Same() {}

  /** The scenario is what its own text says. */
  static void asItsText(Scenario built) {
    sayTheSame(built, ScenarioParser.parse("text.yaml", built.text()));
  }

  static void sayTheSame(Scenario left, Scenario right) {
    assertThat(withoutPlaces(left)).isEqualTo(withoutPlaces(right));
  }

  private static Scenario withoutPlaces(Scenario scenario) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.question(),
        scenario.source(),
        scenario.description(),
        scenario.options(),
        scenario.files().map(file -> Places.at(NOWHERE, file)),
        calls(scenario.setup()),
        scenario.tasks().map(Same::task),
        calls(scenario.finallyCalls()),
        calls(scenario.afterCrash()),
        scenario.outcomes().map(rule -> Places.at(NOWHERE, rule)),
        "",
        "");
  }

  private static TaskSpec task(TaskSpec task) {
    return new TaskSpec(task.name(), task.process(), task.cpu(), calls(task.calls()), NOWHERE);
  }

  private static Vector<Call> calls(Vector<Call> calls) {
    return calls.map(call -> Places.at(NOWHERE, call));
  }
}
