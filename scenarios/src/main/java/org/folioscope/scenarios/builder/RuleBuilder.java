package org.folioscope.scenarios.builder;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import org.folioscope.scenarios.language.OutcomeRule;

/** Builds what is expected under some conditions; {@link #because} ends it. */
public final class RuleBuilder implements Step.Taker {

  private final ScenarioBuilder scenario;
  private final Step step;
  private final OutcomeRule.Where where;
  private Vector<String> required = Vector.empty();
  private Vector<String> allowed = Vector.empty();
  private Vector<String> forbidden = Vector.empty();

  RuleBuilder(ScenarioBuilder scenario, Step step, OutcomeRule.Where where) {
    this.scenario = scenario;
    this.step = step;
    this.where = where;
  }

  /** Outcomes, by id or group, that some interleaving must reach. */
  public RuleBuilder required(String... outcomes) {
    required = required.appendAll(Vector.of(outcomes));
    return this;
  }

  /** Outcomes that may be reached. */
  public RuleBuilder allowed(String... outcomes) {
    allowed = allowed.appendAll(Vector.of(outcomes));
    return this;
  }

  /** Outcomes that no interleaving may reach. */
  public RuleBuilder forbidden(String... outcomes) {
    forbidden = forbidden.appendAll(Vector.of(outcomes));
    return this;
  }

  /** Why, in a sentence; this ends the rule. */
  public ScenarioBuilder because(String why) {
    return scenario.add(
        new Draft.Rule(
            where,
            LinkedHashMap.of("required", required, "allowed", allowed, "forbidden", forbidden),
            why,
            step));
  }
}
