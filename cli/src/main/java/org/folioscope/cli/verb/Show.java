package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.TaskSpec;
import org.folioscope.scenarios.report.ScenarioPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: a scenario to read. */
@Command(
    name = "show",
    description = "Show a scenario: the question, who does what, and what is expected.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope show kara-2018",
      "  folioscope show kara-2018 --source > mine.yaml",
    })
final class Show extends Verb {

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A built-in scenario's name, or the path of a YAML file.")
  private String name = "";

  @Option(names = "--source", description = "The YAML file itself.")
  private boolean source;

  @Override
  public Integer call() {
    Scenario scenario = ScenarioFiles.load(name);
    if (isJson()) {
      print(json(scenario));
    } else {
      text().print(source ? scenario.text() : ScenarioPage.of(scenario));
    }
    return ExitStatus.EXPECTED;
  }

  private static ObjectNode json(Scenario scenario) {
    ObjectNode json = Json.object();
    json.put("scenario", scenario.name());
    json.put("title", scenario.title());
    json.put("source", scenario.source().getOrElse(""));
    json.put("path", scenario.path());
    json.set("tasks", Json.array(scenario.tasks().map(TaskSpec::name)));
    json.put("text", scenario.text());
    return json;
  }
}
