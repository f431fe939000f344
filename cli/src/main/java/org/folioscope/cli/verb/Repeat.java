package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.scenarios.kept.ExactComparison;
import org.folioscope.scenarios.kept.Repetition;
import org.folioscope.scenarios.run.Configuration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code repeat}: whether the same schedule gives the same run, byte for byte. */
@Command(
    name = "repeat",
    description = {
      "Run a scenario several times under the same schedule, each time on a machine wired anew, and"
          + " compare the logs byte for byte.",
      "Without a schedule: the default one, round robin, and the random walks 1, 2 and 3. A"
          + " filesystem whose runs differ depends on something that is not in the log: the host's"
          + " clock, an identity hash code, the order of a hash map."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope repeat kara-2018",
      "  folioscope repeat kara-2018 --fs xfs --kernel linux-6.1 --seed 7 --runs 100",
      "  folioscope repeat kara-2018 --scheduler round-robin --json"
    })
final class Repeat extends PluggableVerb {

  @Mixin private ConfigurationOptions configurationOptions = new ConfigurationOptions();

  @ArgGroup(exclusive = true, heading = "Who takes the next step:%n")
  private SchedulerOptions schedulerOptions = new SchedulerOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "2",
      description = "So many runs of each schedule (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Override
  public Integer call() {
    if (runs < 2) {
      throw new BadInputException("--runs must be 2 or more: one run is compared with the others");
    }
    var schedulers = schedulerOptions.chosenOrSome();
    Configuration configuration = session().configuration(configurationOptions.choices());
    PrintWriter out = text();
    out.println(CommandText.of(configuration));
    ObjectNode json = Json.of(configuration);
    json.put("runs", runs);
    ArrayNode schedules = json.putArray("schedules");
    boolean equal = true;
    for (var scheduler : schedulers.entrySet()) {
      Repetition repetition = Repetition.of(configuration, scheduler.getValue(), runs);
      tell(out, configuration, scheduler.getKey(), repetition);
      schedules.add(json(configuration, scheduler.getKey(), repetition));
      equal &= repetition.isEqual();
    }
    json.put("equal", equal);
    print(json);
    return equal ? ExitStatus.EXPECTED : ExitStatus.UNEXPECTED;
  }

  private static void tell(
      PrintWriter out, Configuration configuration, String scheduler, Repetition repetition) {
    String run =
        "%s: %d events, digest %s, %s"
            .formatted(
                scheduler,
                repetition.first().events(),
                Json.digest(repetition.first().digest()),
                repetition.first().outcome().id());
    ExactComparison.Difference difference = repetition.difference();
    if (difference == null) {
      out.println(run + ": " + repetition.runs() + " runs, the same byte for byte");
      return;
    }
    out.println(run);
    out.println(
        "  run %d is not the same from event %d on, task %s, in %s:"
            .formatted(
                repetition.runs(),
                difference.number(),
                task(configuration, difference.task()),
                difference.what()));
    Divergences.tell(out, "run 1", difference.left());
    Divergences.tell(out, "run " + repetition.runs(), difference.right());
    out.println(
        "  repeat it: " + CommandText.repeat(configuration, repetition.first().end().schedule()));
  }

  private static ObjectNode json(
      Configuration configuration, String scheduler, Repetition repetition) {
    ObjectNode json = Json.object();
    json.put("scheduler", scheduler);
    json.put("schedule", repetition.first().end().schedule().id());
    json.put("events", repetition.first().events());
    json.put("digest", Json.digest(repetition.first().digest()));
    json.put("outcome", repetition.first().outcome().id());
    json.put("runs", repetition.runs());
    json.put("equal", repetition.isEqual());
    ExactComparison.Difference difference = repetition.difference();
    json.set("firstDivergence", difference == null ? null : json(configuration, difference));
    return json;
  }

  private static ObjectNode json(
      Configuration configuration, ExactComparison.Difference difference) {
    return Divergences.json(
            new LogDiff.Divergence(difference.task(), -1, difference.left(), difference.right()))
        .put("event", difference.number())
        .put("taskName", task(configuration, difference.task()))
        .put("what", difference.what());
  }

  private static String task(Configuration configuration, int task) {
    String key = "task." + task;
    return configuration.taskNames().getOrDefault(key, Integer.toString(task));
  }
}
