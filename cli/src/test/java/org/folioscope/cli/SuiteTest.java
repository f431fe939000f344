package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

  @TempDir private Path place;

  private Ran suite(Object... more) {
    Object[] all = new Object[more.length + 5];
    all[0] = "suite";
    all[1] = "--fs";
    all[2] = "ext4";
    all[3] = "--out";
    all[4] = place;
    System.arraycopy(more, 0, all, 5, more.length);
    return Ran.command(all);
  }

  @Test
  void runsCasesAndKeepsTheResults() throws IOException {
    Ran ran = suite("--case", "read-*").exits(0);
    assertThat(ran.out()).contains("conformance on linux-6.12, ext4", "failed      0");
    Path latest = place.resolve("suites/ext4/conformance/latest");
    assertThat(latest.toFile().list())
        .containsExactlyInAnyOrder(
            "README.md", "junit.xml", "results.json", "results.ktap", "results.txt");
    assertThat(Files.readString(latest.resolve("results.ktap"))).contains("ok 1 read-whole-file");
  }

  @Test
  void tellsProgramsTheSame() {
    JsonNode json = suite("--case", "race-two-writes-*", "--json").exits(0).json();
    assertThat(json.get("filesystem").asText()).isEqualTo("ext4");
    JsonNode one = json.get("suites").get(0);
    assertThat(one.get("name").asText()).isEqualTo("conformance");
    assertThat(one.get("passed").asInt()).isEqualTo(2);
    assertThat(one.get("cases").get(0).get("status").asText()).isEqualTo("passed");
    assertThat(one.get("cases").get(0).get("executions").asInt()).isGreaterThan(1);
  }

  @Test
  void leavesCasesOutAndWarnsOfNamesThatAreNone() throws IOException {
    Path list = Files.writeString(place.resolve("list"), "read-whole-file # why not\nreed\n");
    Ran ran = suite("--case", "read-whole-file", "--expunge", list, "--ktap", "-").exits(0);
    assertThat(ran.out())
        .startsWith("KTAP version 1\n")
        .contains("ok 1 read-whole-file # SKIP expunged by " + list + ": why not");
    assertThat(ran.err()).contains("folioscope: " + list + ": there is no case 'reed'");
  }

  @Test
  void aSearchThatIsCutShortIsNoSuccess() {
    suite("--case", "race-two-writes-one-page", "--executions", "1").exits(3);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Ran.command("suite").refuses("--fs");
    Ran.command("suite", "--fs", "ext5").refuses("there is no filesystem 'ext5'");
    suite("races").refuses("there is no suite 'races'");
    suite("--case", "reed-*").refuses("no case of conformance matches 'reed-*'");
    suite("--expunge", place.resolve("none")).refuses("the expunge list cannot be read");
    suite("--json", "--ktap", "-").refuses("both want stdout");
  }

  @Test
  void listsTheCases() {
    assertThat(suite("--list").exits(0).out()).contains("read-whole-file", "race-store-and-fsync");
    JsonNode cases = suite("--list", "--json").exits(0).json().get("cases");
    assertThat(cases.size()).isGreaterThan(250);
    assertThat(place).isEmptyDirectory();
  }
}
