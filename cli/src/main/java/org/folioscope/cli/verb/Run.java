package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.folioscope.scenarios.explore.HoldingRules;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.PluginTrial;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Scheduler;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}: one execution, recorded. */
@Command(
    name = "run",
    description = "Run a scenario once and keep the run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope run kara-2018",
      "  folioscope run kara-2018 --fs my-fs --plugin my-fs.jar",
      "  folioscope run kara-2018 --kernel linux-6.12 --policy pin=off --seed 7",
      "  folioscope run kara-2018 --scheduler round-robin --json",
      "  folioscope run kara-2018 --kernel linux-6.1 --seed 7 --dmesg"
    })
final class Run extends PluggableVerb {

  @Mixin private ConfigurationOptions configurationOptions = new ConfigurationOptions();
  @Mixin private OutputDirectory output = new OutputDirectory();

  @Mixin private DmesgOption dmesg = new DmesgOption();

  @ArgGroup(exclusive = true, heading = "Who takes the next step:%n")
  private SchedulerOptions schedulerOptions = new SchedulerOptions();

  @Override
  public Integer call() {
    Scheduler scheduler = schedulerOptions.scheduler();
    Configuration configuration = session().configuration(configurationOptions.choices());
    RunDirectory.Recorded recorded = RunDirectory.record(output.path(), configuration, scheduler);
    if (scheduler instanceof Recorded followed && followed.missed() != null) {
      warn(
          "the schedule no longer applies from here on: "
              + followed.missed()
              + "; what follows is the default");
    }
    KeptLog log = KeptLog.open(recorded.directory().path(), header -> configuration);
    PluginTrial.of(log, recorded.execution());
    return report(configuration, recorded.directory(), recorded.execution());
  }

  private int report(Configuration configuration, RunDirectory directory, Execution execution) {
    Outcome outcome = execution.outcome();
    Expectations expectations = HoldingRules.of(configuration);
    Expectation expectation = expectations.of(outcome);
    KeptLog log = KeptLog.open(directory.path(), header -> configuration);
    String page = Rendering.page(log, !execution.violations().isEmpty());
    String verdict = outcome.id() + " (" + expectation.label() + ")";
    String because = expectations.because(outcome);
    String head =
        CommandText.of(configuration)
            + "\noutcome: "
            + verdict
            + (because.isEmpty() ? "" : ": " + because)
            + "\n\n";
    directory.describe(head + page, Rendering.dmesg(log));
    PrintWriter out = text();
    out.print(dmesg.wanted() ? head + Rendering.dmesg(log) : head + page);
    out.println();
    out.println(
        "repeat it: "
            + CommandText.run(configuration, directory.typedSchedule(execution.end().schedule())));
    out.println("replay it: " + CommandText.replay(directory.path()));
    ObjectNode json = Json.of(configuration);
    json.put("grain", configuration.grain());
    json.put("schedule", execution.end().schedule().id());
    json.put("events", execution.events());
    json.put("digest", Json.digest(execution.digest()));
    json.put("outcome", outcome.id());
    json.put("expectation", expectation.label());
    json.set("violations", Json.violations(execution.violations()));
    json.put("log", directory.path().toString());
    print(json);
    boolean fine =
        outcome.isOk() && expectation != Expectation.FORBIDDEN
            || expectation == Expectation.REQUIRED
            || expectation == Expectation.ALLOWED;
    return fine ? ExitStatus.EXPECTED : ExitStatus.UNEXPECTED;
  }
}
