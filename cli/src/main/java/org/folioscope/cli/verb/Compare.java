package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.cli.setup.Choices;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.scenarios.compare.Argument;
import org.folioscope.scenarios.compare.Comparison;
import org.folioscope.scenarios.compare.Side;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.kept.PluginTrial;
import org.folioscope.scenarios.report.ArgumentTable;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Strategy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code compare}: one scenario in two configurations, side by side. */
@Command(
    name = "compare",
    description = {
      "Explore a scenario in two configurations: outcomes, costs, and where they part.",
      "Costs are counted in the logs of the same 1,001 runs each time: one in which the tasks take"
          + " turns, and 1,000 in virtual time, in which each task comes at a random moment. Runs"
          + " that do not come to their end are left out. docs/costs.md has the cost table."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope compare kara-2018 --left pin=off --right pin=on",
      "  folioscope compare kara-2018 --left fs=ext4 --right fs=xfs --kernel linux-6.1",
      "  folioscope compare kara-2018 --left kernel=linux-4.15 --right kernel=linux-6.12,fs=xfs",
      "  folioscope compare kara-2018 --left pin=off --right pin=on --with fs=xfs"
    })
final class Compare extends PluggableVerb {

  private static final double NANOS = 1e9;

  private final Interruption interruption;

  @Mixin private ConfigurationOptions configurationOptions = new ConfigurationOptions();
  @Mixin private SideOptions sides = new SideOptions();
  @Mixin private SearchOptions search = new SearchOptions();

  Compare(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    search.strategy();
    Choices both = configurationOptions.choices();
    Configuration left = session().configuration(sides.left(both));
    Configuration right = session().configuration(sides.right(both));
    List<Configuration> all = new ArrayList<>(List.of(left, right));
    sides.further(both).forEach(side -> all.add(session().configuration(side)));
    if (all.size() > ArgumentTable.MOST) {
      throw new BadInputException(
          all.size() + " sides are too many for one screen; at most " + ArgumentTable.MOST);
    }
    all.forEach(PluginTrial::of);
    search.budget(interruption);
    interruption.listen();
    if (all.size() > 2) {
      return compare(all);
    }
    List<ExploredJson> explored = new ArrayList<>();
    Comparison comparison =
        Comparison.of(
            left,
            right,
            configuration -> {
              ExploredJson side = explore(configuration);
              explored.add(side);
              return side.explored();
            });
    SideBySide found = new SideBySide(comparison, explored.getFirst(), explored.getLast());
    text().print(found.table().text());
    print(json(found));
    return ExitStatus.EXPECTED;
  }

  private int compare(List<Configuration> all) {
    List<ExploredJson> explored = new ArrayList<>();
    List<Side> compared =
        Side.all(
            all,
            configuration -> {
              ExploredJson side = explore(configuration);
              explored.add(side);
              return side.explored();
            });
    text().println(all.getFirst().scenario().name());
    text().print(ArgumentTable.of(compared, sides.names()));
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("sides");
    for (int i = 0; i < compared.size(); i++) {
      ObjectNode side = array.addObject();
      side.put("name", sides.names().get(i));
      side.set("explored", explored.get(i).json(_ -> null));
      side.set("arguments", arguments(compared.get(i)));
      side.set("costs", CostJson.means(compared.get(i).costs()));
    }
    print(json);
    return ExitStatus.EXPECTED;
  }

  private static ObjectNode arguments(Side side) {
    ObjectNode json = Json.object();
    Argument.all()
        .forEach(argument -> json.put(argument.id(), argument.executions(side.explored())));
    return json;
  }

  /** Each side has the whole budget. */
  private ExploredJson explore(Configuration configuration) {
    long start = System.nanoTime();
    Strategy strategy = search.strategy();
    Budget budget = search.budget(interruption);
    try (ProgressLine progress = new ProgressLine(warnings(), ProgressLine.isTerminal())) {
      Explored explored = search.explore(configuration, strategy, budget, progress);
      double seconds = (System.nanoTime() - start) / NANOS;
      return new ExploredJson(explored, search.completeness(explored, interruption), seconds);
    }
  }

  private static ObjectNode json(SideBySide found) {
    ObjectNode json = Json.object();
    json.set("left", found.left().json(_ -> null));
    json.set("right", found.right().json(_ -> null));
    json.set("firstDivergence", divergence(found));
    json.set("costs", CostJson.costs(found.comparison()));
    json.set("costRuns", CostJson.runs(found.comparison()));
    return json;
  }

  private static @Nullable ObjectNode divergence(SideBySide found) {
    LogDiff.Divergence first = found.first();
    if (first == null) {
      return null;
    }
    ObjectNode json = Divergences.json(first);
    json.put("setup", found.partsInSetup());
    json.put("schedule", found.comparison().schedule().id());
    LogDiff.Divergence kind = found.comparison().firstOfAnotherKind();
    json.set("ofAnotherKind", kind == null ? null : Divergences.json(kind));
    return json;
  }
}
