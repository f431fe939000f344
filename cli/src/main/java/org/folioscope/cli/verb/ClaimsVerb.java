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
import org.folioscope.scenarios.claim.Answer;
import org.folioscope.scenarios.claim.Claim;
import org.folioscope.scenarios.claim.ClaimSearch;
import org.folioscope.scenarios.claim.Claims;
import org.folioscope.scenarios.claim.Finding;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.explore.Shortening;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.kept.RunDirectory;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.ClaimList;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.Recorded;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claims}: what was claimed in the threads of mails, and whether it is so. */
@Command(
    name = "claims",
    description = {
      "Decide what was claimed in the threads of mails, by exploring the cells of the matrices that"
          + " show it.",
      "A claim that needs an interleaving is false only if a complete search has none, one that"
          + " excludes them is true only if a complete search has none.",
      "Exit status: 0 all as known, 1 a claim comes out otherwise, 3 a search was cut short."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope claims",
      "  folioscope claims --thread 002 --out runs",
      "  folioscope claims no-wake-is-missed --json"
    })
final class ClaimsVerb extends PluggableVerb {

  private final Interruption interruption;

  @Parameters(
      paramLabel = "CLAIM",
      arity = "0..*",
      description = "The claims to decide; all if none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--thread",
      paramLabel = "N",
      description = "Those of one thread of mails, such as 002.")
  private @Nullable String thread;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Record the interleavings that decide claims there.")
  private @Nullable Path out;

  @Mixin private MatrixSearchOptions search = new MatrixSearchOptions();

  private final SequencedMap<Finding, String> kept = new LinkedHashMap<>();

  ClaimsVerb(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    List<Claim> wanted = wanted(Claims.builtIn());
    interruption.listen();
    List<Answer> answers;
    try (CellProgress progress = new CellProgress(warnings(), ProgressLine.isTerminal())) {
      Plan plan = new Plan(session().policies(), session().filesystems(), true);
      answers =
          new ClaimSearch(plan, search.search(interruption, progress, Shortening.BRIEF))
              .answers(wanted);
    }
    answers.stream().flatMap(answer -> answer.findings().stream()).forEach(this::keep);
    text().print(ClaimList.of(answers, finding -> kept.getOrDefault(finding, "")));
    print(json(answers));
    return exitStatus(answers);
  }

  private List<Claim> wanted(List<Claim> all) {
    List<String> codes = all.stream().map(Claim::code).toList();
    for (String name : names) {
      if (!codes.contains(name)) {
        throw new BadInputException(
            "there is no claim '" + name + "'; there are " + String.join(", ", codes));
      }
    }
    List<Claim> chosen =
        all.stream()
            .filter(claim -> names.isEmpty() || names.contains(claim.code()))
            .filter(claim -> thread == null || claim.thread().equals(thread))
            .toList();
    if (chosen.isEmpty()) {
      throw new BadInputException("there is no such claim in the thread " + thread);
    }
    return chosen;
  }

  /** An interleaving can be run again, or is recorded. */
  private void keep(Finding finding) {
    finding.example().ifPresent(found -> kept.putIfAbsent(finding, shown(finding, found)));
  }

  private String shown(Finding finding, Explored.Found found) {
    Configuration configuration = finding.explored().configuration();
    if (out == null) {
      return CommandText.run(configuration, found.schedule().id());
    }
    RunDirectory directory =
        RunDirectory.record(out, configuration, new Recorded(found.schedule())).directory();
    KeptLog log = KeptLog.open(directory.path(), header -> configuration);
    directory.describe(Rendering.page(log, true), Rendering.dmesg(log));
    return CommandText.replay(directory.path());
  }

  private ObjectNode json(List<Answer> answers) {
    ObjectNode json = Json.object();
    ArrayNode claims = json.putArray("claims");
    for (Answer answer : answers) {
      ObjectNode claim = claims.addObject();
      claim.put("claim", answer.claim().code());
      claim.put("thread", answer.claim().thread());
      claim.put("text", answer.claim().text());
      claim.put("who", answer.claim().who());
      claim.put("takenBack", answer.claim().takenBack());
      claim.put("known", answer.claim().answer());
      claim.put("answer", answer.isTrue().orElse(null));
      ArrayNode shown = claim.putArray("shown");
      answer.findings().forEach(finding -> shown.add(json(finding)));
    }
    return json;
  }

  private ObjectNode json(Finding finding) {
    ObjectNode json = Json.object();
    json.put("matrix", finding.evidence().matrix());
    json.put("race", finding.evidence().race());
    json.put("policy", finding.evidence().column());
    json.put("filesystem", finding.evidence().filesystem());
    json.put("code", finding.evidence().code().label().toLowerCase(Locale.ROOT));
    json.put("wanted", finding.evidence().reached());
    json.put("reached", finding.reaches());
    json.put("complete", finding.explored().result().complete());
    json.put("executions", finding.explored().result().executions());
    json.put("schedule", finding.example().map(found -> found.schedule().id()).orElse(null));
    json.put("shows", kept.get(finding));
    return json;
  }

  private static int exitStatus(List<Answer> answers) {
    if (answers.stream().anyMatch(Answer::isContradicted)) {
      return ExitStatus.UNEXPECTED;
    }
    return answers.stream().allMatch(answer -> answer.isTrue().isPresent())
        ? ExitStatus.EXPECTED
        : ExitStatus.UNKNOWN;
  }
}
