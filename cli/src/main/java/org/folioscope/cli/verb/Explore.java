package org.folioscope.cli.verb;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.PluginTrial;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.plugin.PluginException;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.Recorded;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code explore}: all interleavings, or many; the violating ones are recorded. */
@Command(
    name = "explore",
    description = "Try all interleavings of a scenario, or many; keep the violating ones.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope explore kara-2018",
      "  folioscope explore kara-2018 --fs my-fs --plugin my-fs.jar",
      "  folioscope explore stale-wake-after-reuse --dmesg",
      "  folioscope explore kara-2018 --strategy dpor --executions 100000 --seconds 60",
      "  folioscope explore kara-2018 --strategy source-dpor",
      "  folioscope explore kara-2018 --kernel linux-6.12 --strategy naive --bound 1",
      "  folioscope explore kara-2018 --strategy delay --bound 3",
      "  folioscope explore kara-2018 --strategy pct --depth 3 --executions 5000 --seed 7",
      "  folioscope explore kara-2018 --strategy random --executions 1000 --seed 7"
    })
final class Explore extends PluggableVerb {

  private static final double NANOS = 1e9;

  private final Interruption interruption;

  @Mixin private ConfigurationOptions configurationOptions = new ConfigurationOptions();
  @Mixin private SearchOptions search = new SearchOptions();
  @Mixin private OutputDirectory output = new OutputDirectory();
  @Mixin private DmesgOption dmesg = new DmesgOption();

  private SequencedMap<String, RunDirectory> kept = new LinkedHashMap<>();

  Explore(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Strategy strategy = search.strategy();
    Configuration configuration = session().configuration(configurationOptions.choices());
    PluginTrial.of(configuration);
    interruption.listen();
    long start = System.nanoTime();
    Budget budget = search.budget(interruption);
    Explored explored;
    try (ProgressLine progress = new ProgressLine(warnings(), ProgressLine.isTerminal())) {
      explored = search.explore(configuration, strategy, budget, progress);
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    String completeness = search.completeness(explored, interruption);
    keep(explored);
    tell(explored, completeness, seconds);
    print(new ExploredJson(explored, completeness, seconds).json(this::log));
    return exitStatus(explored);
  }

  /** Records every violating outcome; the worst one last, so that it is the latest. */
  private void keep(Explored explored) {
    for (Explored.Found found : explored.violations().reversed()) {
      RunDirectory.Recorded recorded =
          RunDirectory.record(
              output.path(), explored.configuration(), new Recorded(found.schedule()));
      recorded
          .execution()
          .pluginFault()
          .filter(fault -> found.outcome().kind() != Kind.MODEL_EXCEPTION)
          .ifPresent(fault -> {
            throw new PluginException(
                fault.message() + "; the log up to there is in " + recorded.directory().path());
          });
      String again = recorded.execution().outcome().id();
      if (!again.equals(found.outcome().id())) {
        throw new IllegalStateException(
            "the schedule "
                + found.schedule().id()
                + " led to "
                + found.outcome().id()
                + ", and when recorded to "
                + again);
      }
      RunDirectory directory = recorded.directory();
      KeptLog log = open(explored, directory);
      directory.describe(Rendering.page(log, true), Rendering.dmesg(log));
      kept.put(found.outcome().id(), directory);
    }
  }

  private void tell(Explored explored, String completeness, double seconds) {
    PrintWriter out = text();
    out.println(Rendering.verdict(explored, completeness, seconds));
    out.println(Rendering.outcomes(explored));
    explored
        .worst()
        .ifPresent(worst -> {
          RunDirectory directory = directory(worst);
          if (directory != null) {
            out.println(worst.outcome().id() + ":");
            out.println();
            KeptLog log = open(explored, directory);
            out.println(Rendering.diagram(log));
            if (dmesg.wanted()) {
              out.println(Rendering.dmesg(log));
            }
            String schedule = directory.typedSchedule(worst.schedule());
            out.println("repeat it: " + CommandText.run(explored.configuration(), schedule));
            out.println("replay it: " + CommandText.replay(directory.path()));
          }
        });
    List<Explored.Found> others = explored.violations().stream().skip(1).toList();
    for (Explored.Found other : others) {
      RunDirectory directory = directory(other);
      if (directory != null) {
        out.println("also kept: " + directory.path() + "  " + other.outcome().id());
      }
    }
  }

  private @Nullable RunDirectory directory(Explored.Found found) {
    return kept.get(found.outcome().id());
  }

  private @Nullable String log(Explored.Found found) {
    RunDirectory directory = directory(found);
    return directory == null ? null : directory.path().toString();
  }

  private static KeptLog open(Explored explored, RunDirectory directory) {
    return KeptLog.open(directory.path(), header -> explored.configuration());
  }

  /** Where nothing is expected, a violation still is one. */
  private static int exitStatus(Explored explored) {
    boolean violated =
        explored.expectations().isEmpty()
            && (explored.worst().isPresent() || !explored.across().isEmpty());
    if (explored.verdict() == Verdict.UNEXPECTED || violated) {
      return ExitStatus.UNEXPECTED;
    }
    return explored.verdict() == Verdict.EXPECTED ? ExitStatus.EXPECTED : ExitStatus.UNKNOWN;
  }
}
