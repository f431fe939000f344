package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  @TempDir private Path runs;

  @Test
  void printsTheLanesAndTheOutcome() {
    Ran ran = Ran.command("run", "kara-2018", "--out", runs).exits(0);
    assertThat(ran.out())
        .startsWith("kara-2018 on linux-4.15 with ext4\noutcome: ok (allowed)")
        .contains("reader", "flusher", "kswapd")
        .contains(
            "repeat it: ./folioscope run kara-2018 --kernel linux-4.15 --fs ext4 --schedule 0")
        .contains("replay it: ./folioscope replay " + runs.resolve("kara-2018"));
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void keepsEverythingInOneDirectoryWithoutAbsolutePaths() throws IOException {
    JsonNode json = Ran.command("run", "kara-2018", "--out", runs, "--json").exits(0).json();
    Path run = Path.of(json.get("log").asText());
    assertThat(run).isEqualTo(runs.resolve("kara-2018/linux-4.15-ext4-0-1"));
    assertThat(run.resolve("log")).isDirectory();
    assertThat(Files.readSymbolicLink(runs.resolve("kara-2018/latest")))
        .isEqualTo(run.getFileName());
    assertThat(run.resolve("dmesg.txt")).isEmptyFile();
    for (String name : new String[] {"run.json", "run.txt", "README.txt", "schedule.txt"}) {
      assertThat(Files.readString(run.resolve(name))).isNotBlank().doesNotContain(runs.toString());
    }
    assertThat(Files.readString(run.resolve("run.json")))
        .contains("\"digest\" : \"" + json.get("digest").asText() + "\"", "scenarioText");
  }

  @Test
  void writesOneObjectWithTheseKeys() {
    JsonNode json =
        Ran.command("run", "kara-2018", "--out", runs, "--policy", "pin=on", "--seed", 3, "--json")
            .json();
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "scenario",
            "kernel",
            "filesystem",
            "policies",
            "schedule",
            "events",
            "digest",
            "outcome",
            "violations",
            "log");
    assertThat(json.get("digest").asText()).matches("[0-9a-f]{16}");
    assertThat(json.get("policies").get("direct-io-pages").asText()).isEqualTo("foll-pin");
    assertThat(json.get("policies").get("reclaim-pins").asText()).isEqualTo("respect");
  }

  @Test
  void aCodeSetsAllThatItStandsFor() {
    JsonNode policies =
        Ran.command("run", "kara-2018", "--out", runs, "--policy", "wake:E7", "--json")
            .json()
            .get("policies");
    assertThat(policies.get("writeback-end").asText()).isEqualTo("hold-reference");
    assertThat(policies.get("writeback-wait").asText()).isEqualTo("loop");
  }

  @Test
  void aViolationThatIsExpectedIsNoFailureAndOneThatIsNotIs() {
    String schedule = violatingSchedule();
    Ran expected =
        Ran.command("run", "kara-2018", "--out", runs, "--schedule", schedule, "--json").exits(0);
    JsonNode violation = expected.json().get("violations").get(1);
    assertThat(violation.get("kind").asText()).isEqualTo("BUG");
    assertThat(violation.get("id").asText()).isEqualTo("bug-dirty-folio-without-buffers");
    assertThat(violation.fieldNames())
        .toIterable()
        .contains("kind", "id", "function", "message", "event");
    Path unexpected = scenario("on: { kernel: linux-4.15 }, allowed: [ ok ], because: no reason");
    Ran.command("run", unexpected, "--fs", "ext4", "--out", runs, "--schedule", schedule).exits(1);
  }

  @Test
  void theSameRunAgainGetsTheNextNumberAndTouchesNothing() {
    Ran first = Ran.command("run", "kara-2018", "--out", runs, "--seed", 5, "--json");
    Path kept = Path.of(first.json().get("log").asText());
    SortedMap<String, String> before = Folder.contents(kept);
    Ran second = Ran.command("run", "kara-2018", "--out", runs, "--seed", 5, "--json");
    assertThat(second.json().get("log").asText())
        .isEqualTo(first.json().get("log").asText().replaceAll("-1$", "-2"));
    assertThat(second.json().get("digest")).isEqualTo(first.json().get("digest"));
    assertThat(Folder.contents(kept)).isEqualTo(before);
  }

  @Test
  void aScheduleCanBeNamedByItsRun() {
    Ran first = Ran.command("run", "kara-2018", "--out", runs, "--seed", 8, "--json");
    Ran again =
        Ran.command(
            "run",
            "kara-2018",
            "--out",
            runs,
            "--schedule",
            first.json().get("log").asText(),
            "--json");
    assertThat(again.json().get("schedule")).isEqualTo(first.json().get("schedule"));
    assertThat(again.json().get("digest")).isEqualTo(first.json().get("digest"));
  }

  @Test
  void takesTheKernelAndFilesystemAskedFor() {
    JsonNode json =
        Ran.command(
                "run",
                "kara-2018",
                "--kernel",
                "debian-6.12",
                "--fs",
                "xfs",
                "--scheduler",
                "round-robin",
                "--out",
                runs,
                "--json")
            .json();
    assertThat(json.get("kernel").asText()).isEqualTo("debian-6.12");
    assertThat(json.get("filesystem").asText()).isEqualTo("xfs");
  }

  private String violatingSchedule() {
    return Ran.command("explore", "kara-2018", "--out", runs, "--bound", 0, "--json")
        .json()
        .get("outcomes")
        .get(0)
        .get("schedule")
        .asText();
  }

  private Path scenario(String rule) {
    String text = Ran.command("show", "kara-2018", "--source").out();
    String changed = text.substring(0, text.indexOf("outcomes:"));
    try {
      return Files.writeString(
          runs.resolve("mine.yaml"), changed + "outcomes:\n  - { " + rule + " }\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
