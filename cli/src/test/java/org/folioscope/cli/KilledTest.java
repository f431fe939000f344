package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that is killed while it explores or records loses nothing that was there, and leaves
 * nothing that the next one stumbles over.
 */
class KilledTest {

  private static final String COLLECTED = "Pause Young";
  private static final String LOADED = "source:";
  private static final String SEARCHES = "org.folioscope.simulation.dpor.Team ";
  private static final String RECORDS = "org.folioscope.eventlog.chronicle.ChronicleLog ";

  private final Random moments = new Random(Long.getLong("folioscope.kills.seed", 1));

  /** A scenario that takes longer to explore than any of these tests. */
  private static final String LONG = "process-vm-writev-reproducer";

  @TempDir private Path place;
  private Path runs;
  private Path earlier;
  private String digest = "";
  private SortedMap<String, String> before;

  @BeforeEach
  void record() {
    runs = place.resolve("runs");
    JsonNode run = Ran.command("run", "kara-2018", "--seed", 4, "--out", runs, "--json").json();
    earlier = Path.of(run.get("log").asText());
    digest = run.get("digest").asText();
    before = Folder.contents(earlier);
  }

  @Test
  void inTheMiddleOfASearch() throws Exception {
    for (int kill = 0; kill < 3; kill++) {
      try (CommandProcess command = explore(LONG, "--workers", 2)) {
        assertThat(command.saysAfter(0, SEARCHES)).isTrue();
        assertThat(command.saysAfter(moments.nextInt(200), COLLECTED)).isTrue();
        command.kill();
      }
      nothingIsLost();
      assertThat(directories()).as("nothing is written while it searches").containsOnly(earlier);
    }
    theNextOneWorks();
  }

  @Test
  void inTheMiddleOfARecording() throws Exception {
    for (int kill = 0; kill < 6; kill++) {
      try (CommandProcess command = explore("kara-2018", "--bound", 0)) {
        assertThat(command.saysAfter(0, RECORDS)).isTrue();
        command.saysAfter(moments.nextInt(600), LOADED);
        command.kill();
      }
      nothingIsLost();
      for (Path directory : directories()) {
        isWholeOrSaidNotToBe(directory);
      }
    }
    theNextOneWorks();
  }

  @ParameterizedTest
  @CsvSource({"1, linux-6.12", "3, linux-6.12", "3, linux-5.10"})
  void controlCEndsASearchWithWhatWasFound(int workers, String kernel) throws Exception {
    int status;
    try (CommandProcess command =
        explore(LONG, "--workers", workers, "--kernel", kernel, "--fs", "ext4")) {
      assertThat(command.saysAfter(0, SEARCHES)).isTrue();
      assertThat(command.saysAfter(40 + moments.nextInt(100), COLLECTED)).isTrue();
      assertThat(command.interrupt()).as("stderr").isEmpty();
      status = command.status();
    }
    String said = Files.readString(place.resolve("said"));
    assertThat(said).contains("search: dpor, cut short: interrupted; ", " executions in ");
    boolean expected = said.contains("\nexpected: reached as required");
    assertThat(said.contains("\nunknown: ")).isNotEqualTo(expected);
    assertThat(status).isEqualTo(expected ? 0 : 3);
    assertThat(directories()).hasSize(expected ? 2 : 1);
    nothingIsLost();
  }

  private CommandProcess explore(Object... arguments) throws IOException {
    Object[] all =
        Stream.of(List.of("explore"), List.of(arguments), List.of("--out", runs))
            .flatMap(List::stream)
            .toArray();
    return CommandProcess.start(place.resolve("said"), all);
  }

  private void nothingIsLost() {
    JsonNode replayed = Ran.command("replay", earlier, "--reexecute", "--json").exits(0).json();
    assertThat(replayed.get("digest").asText()).isEqualTo(digest);
    assertThat(replayed.get("faithful").asBoolean()).isTrue();
    assertThat(Folder.contents(earlier)).isEqualTo(before);
    Ran.command("replay", runs.resolve("kara-2018/latest")).exits(0);
  }

  /** A part of a run is never taken for a run. */
  private static void isWholeOrSaidNotToBe(Path directory) {
    Ran replay = Ran.command("replay", directory);
    if (replay.status() == 0) {
      Ran.command("replay", directory, "--reexecute").exits(0);
      return;
    }
    replay.exits(2);
    assertThat(replay.err().lines()).hasSize(1);
    assertThat(replay.err()).startsWith("folioscope: ").contains(directory.toString());
  }

  private void theNextOneWorks() {
    JsonNode found =
        Ran.command("explore", "kara-2018", "--bound", 0, "--out", runs, "--json").exits(0).json();
    String log = found.get("outcomes").get(0).get("log").asText();
    Ran.command("replay", log, "--reexecute").exits(0);
    assertThat(runs.resolve("kara-2018/latest").resolve("run.json"))
        .hasSameTextualContentAs(Path.of(log).resolve("run.json"));
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> all = Files.walk(runs, 2)) {
      return all.filter(path -> runs.relativize(path).getNameCount() == 2)
          .filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
          .sorted()
          .toList();
    }
  }
}
