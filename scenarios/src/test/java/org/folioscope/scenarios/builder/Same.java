package org.folioscope.scenarios.builder;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.language.CallList;
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
        scenario.tags(),
        scenario.needs(),
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

  private static CallList calls(CallList calls) {
    return new CallList(
        calls
            .items()
            .map(item ->
                switch (item) {
                  case CallList.Single single ->
                      new CallList.Single(Places.at(NOWHERE, single.call()));
                  case CallList.Repeat repeat ->
                      new CallList.Repeat(
                          repeat.times(),
                          repeat.written().map(call -> Places.at(NOWHERE, call)),
                          NOWHERE);
                }));
  }
}
