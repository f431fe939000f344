package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.Suite;
import org.folioscope.scenarios.suite.SuiteResult;
import org.folioscope.simulation.policy.Policies;

/**
 * A suite's results, for programs.
 *
 * @param directory where they are kept
 */
record SuiteJson(SuiteResult result, Policies policies, Path directory) {

  private static final double NANOS = 1e9;

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("filesystem", result.filesystem());
    json.put("kernel", policies.kernel().label());
    json.set("policies", Json.object(policies.overrides()));
    json.put("directory", directory.toString());
    ObjectNode suite = json.putArray("suites").addObject();
    suite.put("name", result.suite());
    for (CaseStatus status : CaseStatus.values()) {
      suite.put(status.label(), result.count(status));
    }
    ArrayNode cases = suite.putArray("cases");
    for (CaseResult one : result.cases()) {
      ObjectNode node = cases.addObject();
      node.put("name", one.scenario().name());
      node.put("status", one.status().label());
      node.put("message", one.message());
      node.put("executions", one.executions());
      node.put("seconds", one.nanos() / NANOS);
      one.failure().forEach(failure -> node.put("outcome", failure.outcome()));
      one.failure().forEach(failure -> node.put("schedule", failure.schedule().id()));
    }
    return json;
  }

  /** The cases there are. */
  static ObjectNode listed(Suite suite) {
    ObjectNode json = Json.object();
    json.put("suite", suite.name());
    ArrayNode cases = json.putArray("cases");
    for (Scenario one : suite.cases()) {
      ObjectNode node = cases.addObject();
      node.put("name", one.name());
      node.put("title", one.title());
      node.set("tags", Json.array(one.tags()));
      node.set("needs", Json.array(one.needs().map(need -> need.word())));
      node.put("tasks", one.tasks().size());
    }
    return json;
  }
}
