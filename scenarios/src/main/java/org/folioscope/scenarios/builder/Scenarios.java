package org.folioscope.scenarios.builder;

import org.folioscope.scenarios.language.Scenario;

/** Where scenarios in Java begin. */
public final class Scenarios implements Step.Taker {

  private Scenarios() {}

  /** Begins a scenario. */
  public static ScenarioBuilder named(String name) {
    return new ScenarioBuilder(Step.taken(quoted("named", name)), name);
  }

  /** Begins a variation: a scenario that has all that another one has. */
  public static ScenarioBuilder like(Scenario other) {
    Step step = Step.taken(quoted("like", other.name()));
    return new ScenarioBuilder(Draft.of(other, step));
  }

  static String quoted(String step, String name) {
    return step
        + "("
        + Scalars.quoted(name.length() > 40 ? name.substring(0, 40) + "…" : name)
        + ")";
  }
}
