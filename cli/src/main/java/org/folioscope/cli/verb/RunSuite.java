package org.folioscope.cli.verb;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.programs.ProgramCases;
import org.folioscope.scenarios.programs.ProgramRunner;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseRunner;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.ExpungeList;
import org.folioscope.scenarios.suite.JunitXml;
import org.folioscope.scenarios.suite.KtapText;
import org.folioscope.scenarios.suite.Suite;
import org.folioscope.scenarios.suite.SuiteDirectory;
import org.folioscope.scenarios.suite.SuiteResult;
import org.folioscope.scenarios.suite.SuiteRunner;
import org.folioscope.scenarios.suite.Suites;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite}: many small cases on a filesystem. */
@Command(
    name = "suite",
    description = "Run a suite of small cases on a filesystem; races in every interleaving.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  folioscope suite --fs ext4",
      "  folioscope suite --fs xfs conformance --kernel linux-5.10 --case 'direct-*'",
      "  folioscope suite --fs ext4 --policy pin=off --junit results.xml",
      "  folioscope suite --fs ext4 --ktap - > results.ktap",
      "  folioscope suite --fs ext4 --list",
      "  folioscope suite --fs ext4 programs --first 1000 --programs 500"
    })
final class RunSuite extends PluggableVerb {

  private static final String STDOUT = "-";

  private final Interruption interruption;

  @Parameters(
      arity = "0..1",
      paramLabel = "SUITE",
      defaultValue = Suites.CONFORMANCE,
      description = "The suite: conformance, or programs: random ones, made from seeds.")
  private String name = Suites.CONFORMANCE;

  @Option(names = "--fs", paramLabel = "F", required = true, description = "The filesystem.")
  private String filesystem = "";

  @Option(
      names = "--kernel",
      paramLabel = "K",
      description = "The kernel; else the newest that is modelled.")
  private @Nullable String kernel;

  @Option(
      names = "--policy",
      paramLabel = "P=V",
      description = "Set one policy by hand; may be repeated.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--case",
      paramLabel = "PATTERN",
      description = "Only the cases whose names match; * and ? are wild cards.")
  private @Nullable String pattern;

  @Option(
      names = "--expunge",
      paramLabel = "FILE",
      description = "Skip the cases that the file names, one on a line; # begins the reason.")
  private @Nullable Path expunge;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML to a file.")
  private @Nullable Path junit;

  @Option(
      names = "--ktap",
      paramLabel = "FILE",
      description = "Write KTAP version 1 to a file, or with - to stdout (text goes to stderr).")
  private @Nullable String ktap;

  @Option(names = "--list", description = "List the cases; run none.")
  private boolean list;

  @ArgGroup(exclusive = false, heading = "For the suite of random programs:%n")
  private ProgramOptions programs = new ProgramOptions();

  @Mixin private SearchOptions search = new SearchOptions();
  @Mixin private OutputDirectory output = new OutputDirectory();

  RunSuite(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    FilesystemProvider provider = session().filesystem(filesystem);
    Policies on = session().policies(kernel, ConfigurationOptions.policies(policies));
    Cases cases = cases(provider, on);
    Suite suite = chosen(cases.suite());
    if (list) {
      listCases(suite);
      return ExitStatus.EXPECTED;
    }
    if (isJson() && STDOUT.equals(ktap)) {
      throw new BadInputException("--json and --ktap - both want stdout");
    }
    ExpungeList expunged = expunge == null ? ExpungeList.NONE : ExpungeList.read(expunge);
    expunged
        .unknown(cases.suite())
        .forEach(unknown -> warn(expunged.file() + ": there is no case '" + unknown + "'"));
    interruption.listen();
    SuiteDirectory directory = SuiteDirectory.create(output.path(), provider.name(), suite.name());
    SuiteReport report = new SuiteReport(out(), directory);
    SuiteResult result =
        new SuiteResult(
            provider.name(), suite.name(), run(suite, cases.runner(), expunged, report));
    report.summary(result, on);
    String json = new SuiteJson(result, on, directory.path()).json().toPrettyString() + "\n";
    directory.finish(result, json, report.text());
    writeReports(result);
    print(new SuiteJson(result, on, directory.path()).json());
    return exitStatus(result);
  }

  /** A suite, and who runs its cases. */
  private record Cases(Suite suite, CaseRunner runner) {}

  private Cases cases(FilesystemProvider provider, Policies on) {
    if (name.equals(Suites.PROGRAMS)) {
      ProgramCases made =
          new ProgramCases(new ProgramRunner(on, provider), programs.range(), System::nanoTime);
      return new Cases(made.suite(), made);
    }
    Strategy strategy = search.strategy();
    return new Cases(
        Suites.named(name),
        new SuiteRunner(
            on,
            provider,
            new SuiteRunner.Search(strategy, () -> search.budget(interruption), System::nanoTime)));
  }

  private PrintWriter out() {
    return STDOUT.equals(ktap) ? warnings() : text();
  }

  private Suite chosen(Suite suite) {
    if (pattern == null) {
      return suite;
    }
    Suite matching = suite.matching(pattern);
    if (matching.cases().isEmpty()) {
      throw new BadInputException(
          "no case of "
              + name
              + " matches '"
              + pattern
              + "'"
              + DidYouMean.hint(pattern, suite.cases().map(Scenario::name)));
    }
    return matching;
  }

  private Vector<CaseResult> run(
      Suite suite, CaseRunner runner, ExpungeList expunged, SuiteReport report) {
    Vector<CaseResult> results = Vector.empty();
    try (CaseProgress progress =
        new CaseProgress(warnings(), ProgressLine.isTerminal(), suite.cases().size())) {
      for (Scenario one : suite.cases()) {
        progress.begins(one.name());
        CaseResult result =
            interruption.isRequested()
                ? CaseResult.notRun(one, "interrupted before it was run")
                : runner.run(one, expunged);
        results = results.append(result);
        if (result.status() == CaseStatus.FAILED) {
          progress.clear();
          report.failed(result);
        }
      }
    }
    return results;
  }

  private void listCases(Suite suite) {
    if (isJson()) {
      print(SuiteJson.listed(suite));
      return;
    }
    suite.cases().forEach(one -> text().println("%-44s %s".formatted(one.name(), one.title())));
  }

  private void writeReports(SuiteResult result) {
    if (junit != null) {
      write(junit, JunitXml.of(result));
    }
    if (STDOUT.equals(ktap)) {
      spec().commandLine().getOut().print(KtapText.of(result));
    } else if (ktap != null) {
      write(Path.of(ktap), KtapText.of(result));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInputException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static int exitStatus(SuiteResult result) {
    if (result.count(CaseStatus.FAILED) > 0) {
      return ExitStatus.UNEXPECTED;
    }
    return result.count(CaseStatus.UNKNOWN) > 0 ? ExitStatus.UNKNOWN : ExitStatus.EXPECTED;
  }
}
