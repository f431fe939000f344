package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.outcome.Outcome;
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
}
