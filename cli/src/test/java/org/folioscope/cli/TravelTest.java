package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real run that is exported and imported, moved, and followed. */
class TravelTest {

  @TempDir private Path place;
  private Path run;
  private JsonNode recorded;

  @BeforeEach
  void record() {
    recorded =
        Ran.command("run", "kara-2018", "--seed", 2, "--out", place.resolve("runs"), "--json")
            .json();
    run = Path.of(recorded.get("log").asText());
  }

  @Test
  void anImportedRunIsTheSameByteForByteAndReplays() throws IOException {
    Path file = place.resolve("run.jsonl");
    Ran.command("export", run, "--format", "jsonl", "--out", file).exits(0);

    JsonNode json =
        Ran.command("import", file, "--out", place.resolve("imported"), "--json").exits(0).json();
    Path imported = Path.of(json.get("log").asText());

    assertThat(json.get("events")).isEqualTo(recorded.get("events"));
    try (Stream<Path> files = Files.list(run.resolve("log"))) {
      for (Path original : files.toList()) {
        Path copy = imported.resolve("log").resolve(original.getFileName().toString());
        assertThat(Files.mismatch(original, copy)).as(original.toString()).isEqualTo(-1);
      }
    }
    Ran.command("replay", imported, "--reexecute").exits(0);
    Ran.command("diff", run, imported).exits(0);
  }

  @Test
  void aBadLineIsNamedAndNothingIsLeft() throws IOException {
    Path file = place.resolve("run.jsonl");
    Path imported = place.resolve("imported");
    Ran.command("export", run, "--format", "jsonl", "--out", file).exits(0);
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));

    Ran.command("import", file, "--out", imported)
        .refuses(file + ":" + lines.size() + ": the file ends here");

    assertThat(imported).doesNotExist();
    Ran.command("import", place.resolve("none"), "--out", imported).refuses("cannot read");
  }

  @Test
  void aMovedRunReplaysAndIsFollowedToItsEnd() throws IOException {
    Path moved = Files.move(run, place.resolve("moved"));

    Ran.command("replay", moved, "--reexecute").exits(0);
    String followed = Ran.command("follow", moved).exits(0).out();

    assertThat(followed).isEqualTo(Ran.command("export", moved, "--marks").exits(0).out());
    Ran.command("follow", run).refuses("no log at");
  }
}
