package org.folioscope.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.explore.Shortening;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.matrix.CellSearch;
import org.folioscope.scenarios.matrix.Judged;
import org.folioscope.scenarios.matrix.Judgement;
import org.folioscope.scenarios.matrix.MatrixResult;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.MatrixPage;
import org.folioscope.scenarios.report.MatrixTable;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.Recorded;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code matrix}: which fix survives which race, explored, beside what is expected. */
@Command(
    name = "matrix",
    description = {
      "Explore races by fixes: what comes out in each cell, beside what is expected.",
      "Each cell is a search of its own over every interleaving; one that was cut short is unknown,"
          + " never green. docs/verdict-matrix.md explains the codes.",
      "Exit status: 0 all as expected, 1 a cell disagrees and no reason is listed, 3 a cell is"
          + " unknown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope matrix",
      "  folioscope matrix --thread 001 --fs ext4",
      "  folioscope matrix G1 X19 --json",
      "  folioscope matrix composed --format markdown",
      "  folioscope matrix --thread 002 --costs",
      "  folioscope matrix kara-2018 --columns linux-4.15,linux-6.1,linux-6.1+pin=on",
      "  folioscope matrix kara-2018 --vary reclaim-pins --kernel linux-6.12"
    })
final class MatrixVerb extends PluggableVerb {

  private static final double NANOS = 1e9;
  private static final int WIDTH = 100;
  private static final List<String> FORMATS = List.of("text", "markdown");

  private final Interruption interruption;

  @Mixin private MatrixOptions options = new MatrixOptions();
  @Mixin private MatrixSearchOptions search = new MatrixSearchOptions();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or markdown (default: ${DEFAULT-VALUE}).")
  private String format = "text";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Record the shortest failing run of each cell there. Takes longer: without it the"
              + " schedules shown are short, but not proved to be the shortest.")
  private @Nullable Path out;

  @Option(
      names = "--costs",
      description =
          "Instead of exploring, count for each column what the end of writeback of one page costs:"
              + " atomic operations and lock holds, with nobody waiting and with one sleeper.")
  private boolean costs;

  private final SequencedMap<String, RunDirectory> kept = new LinkedHashMap<>();

  MatrixVerb(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    if (!FORMATS.contains(format)) {
      throw new BadInputException("'" + format + "' is no format; there are text and markdown");
    }
    Plan plan = new Plan(session().policies(), session().filesystems(), options.all());
    if (costs) {
      return new ColumnCosts(plan, session().filesystems())
          .tell(this, options.parts(session()), options.filesystems());
    }
    interruption.listen();
    Shortening shortening = out == null ? Shortening.BRIEF : Shortening.THOROUGH;
    long start = System.nanoTime();
    List<MatrixResult> results = new ArrayList<>();
    for (MatrixOptions.Part part : options.parts(session())) {
      try (CellProgress progress = new CellProgress(warnings(), ProgressLine.isTerminal())) {
        CellSearch cells = search.search(interruption, progress, shortening);
        results.add(
            cells.judge(
                part.matrix(), plan.cells(part.matrix(), part.races(), options.filesystems())));
      }
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    keep(results);
    tell(results, seconds);
    print(json(results, seconds));
    return exitStatus(results);
  }

  private void tell(List<MatrixResult> results, double seconds) {
    for (MatrixResult result : results) {
      text()
          .println(
              format.equals("markdown")
                  ? MatrixPage.of(result)
                  : MatrixTable.of(result, WIDTH, this::link));
    }
    text().println(summary(results, seconds));
  }

  private static String summary(List<MatrixResult> results, double seconds) {
    StringBuilder text = new StringBuilder();
    for (Judgement judgement : Judgement.values()) {
      long count = count(results, judgement);
      String name =
          switch (judgement) {
            case AGREES -> "agree";
            case DISAGREES -> "disagree";
            case EXPLAINED -> "disagree with a reason";
            case UNKNOWN -> "unknown";
            case OPEN -> "open";
            case AS_BASE -> "as the base cell";
            case NOT_RUN -> "";
          };
      if (!name.isEmpty() && (count > 0 || judgement == Judgement.AGREES)) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(name);
      }
    }
    List<String> grains =
        explored(results).stream()
            .map(explored -> explored.configuration().grain())
            .distinct()
            .sorted()
            .toList();
    return String.format(
        Locale.ROOT, "%s; %.1f s; grain %s", text, seconds, String.join("; ", grains));
  }

  private static List<Explored> explored(List<MatrixResult> results) {
    return results.stream()
        .flatMap(result -> result.cells().stream())
        .flatMap(judged -> judged.explored().stream())
        .toList();
  }

  private static long count(List<MatrixResult> results, Judgement judgement) {
    return results.stream().mapToLong(result -> result.count(judgement)).sum();
  }

  /** Cells that share a search share its run. */
  private void keep(List<MatrixResult> results) {
    Path directory = out;
    if (directory == null) {
      return;
    }
    for (MatrixResult result : results) {
      for (Judged judged : result.cells()) {
        judged
            .failing()
            .ifPresent(found ->
                kept.computeIfAbsent(
                    key(judged), _ -> record(directory, configuration(judged), found)));
      }
    }
  }

  private static RunDirectory record(Path runs, Configuration configuration, Explored.Found found) {
    return RunDirectory.record(runs, configuration, new Recorded(found.schedule())).directory();
  }

  private static Configuration configuration(Judged judged) {
    return judged.cell().configuration().orElseThrow();
  }

  private static String key(Judged judged) {
    return configuration(judged).properties().toString()
        + configuration(judged).scenario().options();
  }

  private String link(Judged judged) {
    RunDirectory directory = judged.explored().isPresent() ? kept.get(key(judged)) : null;
    if (directory != null) {
      return directory.path().toString();
    }
    return judged
        .failing()
        .map(found -> configuration(judged).scenario().name() + " " + found.schedule().id())
        .orElse("");
  }

  private ObjectNode json(List<MatrixResult> results, double seconds) {
    ObjectNode json = Json.object();
    ArrayNode cells = json.putArray("cells");
    for (MatrixResult result : results) {
      result.cells().stream()
          .filter(judged -> judged.judgement() != Judgement.NOT_RUN)
          .forEach(judged -> cells.add(cell(result, judged)));
    }
    json.put("agree", count(results, Judgement.AGREES));
    json.put("disagree", count(results, Judgement.DISAGREES));
    json.put("explained", count(results, Judgement.EXPLAINED));
    json.put("unknown", count(results, Judgement.UNKNOWN));
    json.put("open", count(results, Judgement.OPEN));
    json.put("asBase", count(results, Judgement.AS_BASE));
    json.put("seconds", seconds);
    return json;
  }

  private ObjectNode cell(MatrixResult result, Judged judged) {
    return new CellJson(result, judged).json(judged.failing().isEmpty() ? null : link(judged));
  }

  private static int exitStatus(List<MatrixResult> results) {
    if (results.stream().anyMatch(MatrixResult::isContradicted)) {
      return ExitStatus.UNEXPECTED;
    }
    return results.stream().anyMatch(MatrixResult::isUnknown)
        ? ExitStatus.UNKNOWN
        : ExitStatus.EXPECTED;
  }
}
