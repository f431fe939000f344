package org.folioscope.cli.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.suite.Suites;

/**
 * The conformance cases on a filesystem of the kernel's own. Races are made once, one task after
 * the other.
 */
public final class RealCases {

  private final LoopMount.Type type;
  private final List<String> disagreements = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int agreed;

  private RealCases(LoopMount.Type type) {
    this.type = type;
  }

  /** Runs all of them on a filesystem made for that below a folder. */
  static RealCases on(LoopMount.Type type, Path folder) throws IOException, InterruptedException {
    RealCases cases = new RealCases(type);
    try (LoopMount mount = LoopMount.of(type, folder)) {
      for (Scenario one : Suites.named(Suites.CONFORMANCE).cases()) {
        cases.run(one, mount);
      }
    }
    return cases;
  }

  /** Argument: a {@link LoopMount.Type}. For a container; exits with 1 if a case disagrees. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealCases cases =
        on(LoopMount.Type.valueOf(arguments[0]), Files.createTempDirectory("folioscope"));
    cases.report().forEach(System.out::println);
    System.exit(cases.disagreements.isEmpty() ? 0 : 1);
  }

  /** What other results than theirs the cases had, a line each. */
  List<String> disagreements() {
    return disagreements;
  }

  /** The counts, and every disagreement. */
  List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s (real): %d agree, %d disagree, %d skipped"
            .formatted(type.label(), agreed, disagreements.size(), skipped.size()));
    lines.addAll(disagreements);
    return lines;
  }

  private void run(Scenario one, LoopMount mount) throws IOException {
    if (one.needs().contains(Need.DEVICE_ERRORS)) {
      skipped.add(one.name() + ": the device of a loop mount does not fail");
      return;
    }
    Path directory = Files.createDirectory(mount.directory().resolve(one.name()));
    try (RealProgram program = new RealProgram(one, directory)) {
      List<String> said = program.run();
      said.forEach(line -> disagreements.add(one.name() + ": " + line));
      agreed += said.isEmpty() ? 1 : 0;
    } catch (RealProgram.NotHereException e) {
      skipped.add(one.name() + ": " + e.getMessage());
    }
  }
}
