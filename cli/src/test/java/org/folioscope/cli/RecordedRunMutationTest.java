package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gives the verbs recorded runs after thousands of random mutations of their files; {@link
 * RunMutations} says what must hold. {@code -Dfolioscope.run.mutations=50000} asks for more of
 * them, {@code -Dfolioscope.mutations.seed=7} for others.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordedRunMutationTest {

  private static final int MUTATIONS = Integer.getInteger("folioscope.run.mutations", 5_200);
  private static final long SEED = Long.getLong("folioscope.mutations.seed", 1);

  /** The longest that one damaged run may take, on a busy machine. */
  private static final long BOUND = 10_000;

  /** Its bytes are no fill and no pattern, so that the log keeps them in a file of their own. */
  private static final String LITERAL =
      """
      scenario: literal
      title: What does a long string leave?
      files: { file1: 4K }
      setup: [ 'fd = open("file1", O_RDWR)' ]
      tasks:
        writer:
          - repeat: 5
            calls:
              - 'write(fd, "%s")'
              - fsync(fd)
        kswapd: [ reclaim() ]
      """
          .formatted("A string that is longer than what fits into an event. ".repeat(5));

  @TempDir private Path directory;

  @BeforeEach
  void writeScenario() throws IOException {
    Files.writeString(directory.resolve("literal.yaml"), LITERAL);
  }

  @ParameterizedTest
  @CsvSource({
    "kara-2018, linux-4.15, ext4",
    "kara-2018, linux-6.12, xfs",
    "process-vm-writev-2022, linux-6.1, ext4",
    "literal, linux-6.12, ext4"
  })
  void nobodyIsToldAWrongState(
      String scenario, String kernel, String filesystem, TestReporter reporter) throws IOException {
    JsonNode run =
        Ran.command(
                "run",
                scenario.equals("literal") ? directory.resolve("literal.yaml") : scenario,
                "--kernel",
                kernel,
                "--fs",
                filesystem,
                "--seed",
                3,
                "--out",
                directory.resolve("runs"),
                "--json")
            .json();
    RunMutations mutations =
        new RunMutations(Path.of(run.get("log").asText()), directory.resolve("damaged"));
    int count = MUTATIONS / 4;
    RunMutations.Tally tally = mutations.run(count, SEED);
    String line =
        "%d mutations of a run of %s on %s with %s from seed %d: %s"
            .formatted(count, scenario, kernel, filesystem, SEED, tally);
    reporter.publishEntry("mutations", line);
    System.out.println(line);
    assertThat(tally.slowest()).as("ms for one mutation").isLessThan(BOUND);
    assertThat(tally.unchanged()).isPositive();
    assertThat(tally.torn()).isPositive();
    assertThat(tally.refused()).isPositive();
  }
}
