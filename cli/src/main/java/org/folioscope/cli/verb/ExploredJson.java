package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.simulation.explore.Coverage;
import org.folioscope.simulation.explore.Estimate;
import org.folioscope.simulation.explore.ExplorationResult;
import org.jspecify.annotations.Nullable;

/**
 * An exploration as it came to an end, for programs.
 *
 * @param explored what was found
 * @param completeness how far the search went
 * @param seconds how long it took
 */
record ExploredJson(Explored explored, String completeness, double seconds) {

  /**
   * The object.
   *
   * @param log where the run of an outcome is kept, or null if it is not
   */
  ObjectNode json(Function<Explored.Found, @Nullable String> log) {
    ObjectNode json = Json.of(explored.configuration());
    json.put("grain", explored.configuration().grain());
    json.put("strategy", explored.result().strategy());
    json.put("complete", explored.result().complete());
    json.put("completeness", completeness);
    json.put("executions", explored.result().executions());
    json.put("repeats", explored.result().repeats());
    json.put("steps", explored.result().turns());
    json.put("choices", explored.result().choices());
    json.put("seconds", seconds);
    putExtent(json);
    json.set("idle", Json.array(explored.idle()));
    ArrayNode outcomes = json.putArray("outcomes");
    for (Explored.Found found : explored.found()) {
      ObjectNode outcome = outcomes.addObject();
      outcome.put("id", found.outcome().id());
      outcome.put("kind", found.outcome().kind().name());
      outcome.put("count", found.count());
      outcome.put("expectation", found.expectation().label());
      outcome.put("because", found.because());
      outcome.put("message", found.outcome().message());
      outcome.put("schedule", found.schedule().id());
      outcome.put("preemptions", found.preemptions());
      outcome.put("log", log.apply(found));
    }
    ArrayNode across = json.putArray("acrossExecutions");
    for (Outcome outcome : explored.across()) {
      ObjectNode order = across.addObject();
      order.put("id", outcome.id());
      order.put("kind", outcome.kind().name());
      order.put("expectation", explored.expectations().of(outcome).label());
      order.put("message", outcome.message());
    }
    json.put("verdict", explored.verdict().label());
    json.put("reason", explored.reason());
    return json;
  }

  /** How far the search got; null where the strategy cannot say. */
  private void putExtent(ObjectNode json) {
    ExplorationResult result = explored.result();
    json.put("redundant", result.repeats());
    json.put("classes", result.classes().isPresent() ? result.classes().getAsLong() : null);
    json.put("guarantee", result.extent().guarantee());
    json.set("estimate", estimate(result.estimate()));
    json.set("coverage", coverage(result.extent().coverage()));
  }

  private static @Nullable ObjectNode estimate(@Nullable Estimate estimate) {
    return estimate == null
        ? null
        : Json.object()
            .put("fractionDone", estimate.fractionDone())
            .put("executionsExpected", estimate.executionsExpected());
  }

  private static @Nullable ObjectNode coverage(@Nullable Coverage coverage) {
    if (coverage == null) {
      return null;
    }
    ObjectNode json = Json.object().put("bothOrders", coverage.inBothOrders());
    ArrayNode oneOrder = json.putArray("oneOrder");
    for (Coverage.Pair pair : coverage.inOneOrder()) {
      oneOrder
          .addObject()
          .put("first", pair.oneFirst() ? pair.one() : pair.other())
          .put("second", pair.oneFirst() ? pair.other() : pair.one())
          .put("on", pair.on());
    }
    return json;
  }
}
