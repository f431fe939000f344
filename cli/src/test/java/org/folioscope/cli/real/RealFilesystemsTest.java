package org.folioscope.cli.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.suite.Suites;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The cases are right: the kernel's own filesystems do what they say. Races are made once, one task
 * after the other.
 */
class RealFilesystemsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LoopMount.Type.class)
  void agreeWithEveryCase(LoopMount.Type type) throws IOException, InterruptedException {
    String obstacle = LoopMount.obstacle(type);
    assumeTrue(obstacle.isEmpty(), obstacle);
    List<String> disagreements = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    int agreed = 0;
    try (LoopMount mount = LoopMount.of(type, folder)) {
      for (Scenario one : Suites.named(Suites.CONFORMANCE).cases()) {
        List<String> said = run(one, mount, skipped);
        said.forEach(line -> disagreements.add(one.name() + ": " + line));
        agreed += said.isEmpty() ? 1 : 0;
      }
    }
    agreed -= skipped.size();
    System.out.printf(
        "%s (real): %d agree, %d disagree, %d skipped%n",
        type.label(), agreed, disagreements.size(), skipped.size());
    disagreements.forEach(System.out::println);
    assertThat(disagreements).isEmpty();
  }

  private List<String> run(Scenario one, LoopMount mount, List<String> skipped) throws IOException {
    if (one.needs().contains(Need.DEVICE_ERRORS)) {
      skipped.add(one.name() + ": the device of a loop mount does not fail");
      return List.of();
    }
    Path directory = Files.createDirectory(mount.directory().resolve(one.name()));
    try (RealProgram program = new RealProgram(one, directory)) {
      return program.run();
    } catch (RealProgram.NotHereException e) {
      skipped.add(one.name() + ": " + e.getMessage());
      return List.of();
    }
  }
}
