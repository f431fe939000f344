package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

  @TempDir private Path place;
  private Path log;
  private Path file;

  @BeforeEach
  void export() {
    log =
        Path.of(
            Ran.command("run", "kara-2018", "--seed", 2, "--out", place.resolve("a"), "--json")
                .json()
                .get("log")
                .asText());
    file = place.resolve("run.jsonl");
    Ran.command("export", log, "--format", "jsonl", "--out", file).exits(0);
  }

  @Test
  void theImportedRunIsTheOriginal() throws IOException {
    Path out = place.resolve("b");
    JsonNode json = Ran.command("import", file, "--out", out, "--json").exits(0).json();
    assertThat(json.get("truncated").asBoolean()).isFalse();
    Path imported = Path.of(json.get("log").asText());
    JsonNode diff = Ran.command("diff", log, imported, "--json").exits(0).json();
    assertThat(diff.get("equal").asBoolean()).isTrue();
    assertThat(diff.get("header")).isEmpty();
    assertThat(diff.get("state")).isEmpty();
    Ran.command("replay", imported, "--reexecute").exits(0);
    assertThat(Ran.command("export", imported, "--format", "jsonl").out())
        .isEqualTo(Files.readString(file));
    for (String name : List.of("run.json", "schedule.txt")) {
      assertThat(imported.resolve(name)).hasSameTextualContentAs(log.resolve(name));
    }
    assertThat(imported.resolve("run.txt")).isNotEmptyFile();
    assertThat(out.resolve("kara-2018/latest").toRealPath()).isEqualTo(imported.toRealPath());
    assertThat(out).isDirectoryNotContaining("glob:**/.*");
    assertThat(Ran.command("import", file, "--out", out).exits(0).out()).contains("replay it: ");
  }

  @Test
  void badFilesLeaveNothingBehind() throws IOException {
    List<String> lines = Files.readAllLines(file);
    Path cut = Files.write(place.resolve("cut"), lines.subList(0, 10));
    Path none = Files.write(place.resolve("none"), List.of());
    String forged = lines.get(20).replaceFirst("\"n\":", "\"m\":");
    lines.set(20, forged);
    Path changed = Files.write(place.resolve("changed"), lines);
    SortedMap<String, String> before = Folder.contents(place);
    Path out = place.resolve("x/y");
    Ran.command("import", cut, "--out", out).refuses("cut:11: ", "it was cut");
    Ran.command("import", none, "--out", out).refuses("none:1: the file is empty");
    Ran.command("import", changed, "--out", out).refuses("changed:21: ");
    Ran.command("import", place.resolve("no"), "--out", out).refuses("cannot read");
    Ran.command("import", place, "--out", out).refuses("cannot read");
    Ran.command("import", file, "--out", file).refuses("cannot keep the run");
    Ran.command("import").refuses("FILE");
    assertThat(Folder.contents(place)).isEqualTo(before);
  }
}
