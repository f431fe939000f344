package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.folioscope.cli.setup.Choices;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.Shortening;
import org.folioscope.scenarios.matrix.Actual;
import org.folioscope.scenarios.matrix.Bisection;
import org.folioscope.scenarios.run.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bisect}: which policies between two kernels change a scenario's verdict. */
@Command(
    name = "bisect",
    description = {
      "Find which policy between two kernels, or which few together, flip a scenario's verdict.",
      "Each policy that differs is set alone on the first kernel, and set back alone on the second;"
          + " every one is explored. If none flips the verdict alone, pairs are tried, then more.",
      "Exit status: 0 found, 1 the two kernels have the same verdict, 3 nothing was found, or a"
          + " search was cut short."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope bisect kara-2018 --from linux-4.15 --to linux-6.1",
      "  folioscope bisect kara-2018 --from linux-4.15 --to linux-6.12 --fs ext4",
      "  folioscope bisect kara-2018 --from linux-4.15 --to linux-5.8 --fs xfs --json"
    })
final class Bisect extends PluggableVerb {

  private final Interruption interruption;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A built-in scenario's name, or the path of a YAML file.")
  private String scenario = "";

  @Option(names = "--from", paramLabel = "K1", required = true, description = "The one kernel.")
  private String from = "";

  @Option(names = "--to", paramLabel = "K2", required = true, description = "The other kernel.")
  private String to = "";

  @Option(
      names = "--fs",
      paramLabel = "F",
      description = "The filesystem; else that of the scenario's first rule.")
  private @Nullable String filesystem;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "3",
      description = "Try sets of at most so many policies (default: ${DEFAULT-VALUE}).")
  private int most;

  @Mixin private MatrixSearchOptions search = new MatrixSearchOptions();

  Bisect(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    if (most < 1) {
      throw new BadInputException("--most must be 1 or more");
    }
    Configuration one = configuration(from);
    Configuration other = configuration(to);
    interruption.listen();
    Bisection found;
    try (CellProgress progress = new CellProgress(warnings(), ProgressLine.isTerminal())) {
      found =
          Bisection.of(one, other, search.search(interruption, progress, Shortening.BRIEF), most);
    }
    tell(found);
    print(json(found));
    return exitStatus(found);
  }

  private Configuration configuration(String kernel) {
    SequencedMap<String, String> none = new LinkedHashMap<>();
    return session()
        .configuration(
            new Choices(scenario, Optional.of(kernel), Optional.ofNullable(filesystem), none));
  }

  private void tell(Bisection found) {
    PrintWriter out = text();
    side(out, found.from());
    side(out, found.to());
    if (found.isSame()) {
      out.println("the verdict is the same, so no policy flips it");
      return;
    }
    out.println();
    out.println(answer(found));
    table(out, "set alone on " + from, found.added(), found);
    table(out, "set back alone on " + to, found.removed(), found);
    if (!found.isConclusive()) {
      out.println();
      out.println("a search was cut short ('?'): not every interleaving was tried there");
    }
  }

  private static void side(PrintWriter out, Bisection.Side side) {
    out.println(
        CommandText.of(side.configuration())
            + ": "
            + label(side.actual())
            + ", "
            + side.explored().completeness());
  }

  private static String answer(Bisection found) {
    String verdict = found.to().actual().label();
    if (found.smallest().isEmpty()) {
      return "no set of up to "
          + found.mostTried()
          + " of the "
          + found.differing().size()
          + " policies that differ leads to "
          + verdict;
    }
    String sets =
        found.smallest().stream()
            .map(step -> setting(step.policies()))
            .collect(Collectors.joining("\n  or "));
    boolean alone = found.smallest().getFirst().policies().size() == 1;
    return (alone
            ? "one policy is enough for " + verdict
            : "no policy alone leads to " + verdict + "; together these do")
        + ":\n     "
        + sets;
  }

  private static String setting(Map<String, String> policies) {
    return policies.entrySet().stream()
        .map(policy -> policy.getKey() + "=" + policy.getValue())
        .collect(Collectors.joining(" "));
  }

  private void table(PrintWriter out, String title, List<Bisection.Step> steps, Bisection found) {
    out.println();
    out.println(title + ":");
    int width = steps.stream().mapToInt(step -> setting(step.policies()).length()).max().orElse(0);
    for (Bisection.Step step : steps) {
      String padded = ("%-" + width + "s").formatted(setting(step.policies()));
      out.println(
          ("  " + padded + "  " + label(step.actual()) + effect(step, found)).stripTrailing());
    }
  }

  /** What a policy does that makes a difference. */
  private String effect(Bisection.Step step, Bisection found) {
    boolean added = found.added().contains(step);
    if (added) {
      return found.flips(step) ? "  flips it" : "";
    }
    return found.flips(step) ? "" : "  needed";
  }

  private static String label(Actual actual) {
    return actual.label() + (actual.conclusive() ? "" : "?");
  }

  private ObjectNode json(Bisection found) {
    ObjectNode json = Json.object();
    json.put("scenario", found.from().configuration().scenario().name());
    json.put("filesystem", found.from().configuration().filesystem().name());
    json.set("from", side(found.from()));
    json.set("to", side(found.to()));
    json.set("differing", Json.object(found.differing()));
    json.set("added", steps(found.added()));
    json.set("removed", steps(found.removed()));
    json.set("smallest", steps(found.smallest()));
    json.put("mostTried", found.mostTried());
    json.put("complete", found.isConclusive());
    return json;
  }

  private static ObjectNode side(Bisection.Side side) {
    return Json.object()
        .put("kernel", side.configuration().policies().kernel().label())
        .put("actual", side.actual().label())
        .put("complete", side.actual().conclusive())
        .put("executions", side.explored().result().executions());
  }

  private static ArrayNode steps(List<Bisection.Step> steps) {
    ArrayNode array = Json.array();
    for (Bisection.Step step : steps) {
      ObjectNode one = array.addObject();
      one.set("policies", Json.object(step.policies()));
      one.put("actual", step.actual().label());
      one.put("complete", step.actual().conclusive());
      one.put("executions", step.explored().result().executions());
    }
    return array;
  }

  private static int exitStatus(Bisection found) {
    if (!found.isConclusive()) {
      return ExitStatus.UNKNOWN;
    }
    if (found.isSame()) {
      return ExitStatus.UNEXPECTED;
    }
    return found.smallest().isEmpty() ? ExitStatus.UNKNOWN : ExitStatus.EXPECTED;
  }
}
