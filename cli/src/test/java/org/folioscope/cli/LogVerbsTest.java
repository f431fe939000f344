package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerbsTest {

  private static final String RACE = "04840g83r04044jga41x020";

  @TempDir private Path place;
  private Path log;
  private JsonNode run;

  @BeforeEach
  void record() {
    run = record("run", "kara-2018", "--seed", 2, "--out", place.resolve("runs"), "--json");
    log = Path.of(run.get("log").asText());
  }

  @Test
  void replayGivesTheRecordedState() {
    Ran ran = Ran.command("replay", log).exits(0);
    assertThat(ran.out())
        .contains("digest " + run.get("digest").asText())
        .contains("the state is the recorded one after every event")
        .contains("page cache");
    JsonNode json = Ran.command("replay", log.resolve("log"), "--json").exits(0).json();
    assertThat(json.get("events")).isEqualTo(run.get("events"));
    assertThat(json.get("digest")).isEqualTo(run.get("digest"));
    assertThat(json.get("truncated").asBoolean()).isFalse();
    assertThat(json.get("reexecuted").asBoolean()).isFalse();
    assertThat(json.get("firstDivergence").isNull()).isTrue();
    assertThat(json.get("violations").isArray()).isTrue();
  }

  @Test
  void replayStopsWhereItIsTold() {
    assertThat(Ran.command("replay", log, "--at", 200).exits(0).out())
        .contains("replayed 200 of " + run.get("events"), "event 200 ");
    JsonNode json = Ran.command("replay", log, "--until", "BioSubmitted", "--json").exits(0).json();
    assertThat(json.get("events").asLong()).isBetween(1L, run.get("events").asLong() - 1);
    assertThat(Ran.command("replay", log, "--at", 0, "--json").exits(0).json().get("digest"))
        .isNotEqualTo(run.get("digest"));
    Ran.command("replay", log, "--at", 1_000_000).refuses("no event 1000000", "it has");
    Ran.command("replay", log, "--at", -1).refuses("no event -1");
    Ran.command("replay", log, "--until", "NoSuchEvent").refuses("no event of the log");
    Ran.command("replay", log, "--kernel", "linux-6.12").refuses("--kernel needs --reexecute");
    Ran.command("replay", log, "--reexecute", "--kernel", "linux-6").refuses("no kernel 'linux-6'");
  }

  @Test
  void replayShowsWhatTheKernelPrintedUntilThen() {
    JsonNode lost =
        record("run", "kara-2018", "--schedule", RACE, "--out", place.resolve("runs"), "--json");
    Path raced = Path.of(lost.get("log").asText());
    String all = Ran.command("replay", raced, "--dmesg").exits(0).out();
    assertThat(all)
        .contains("cut here", "WARNING: CPU: 0 PID: 0 at fs/ext4/inode.c", "Comm: reader")
        .contains("kernel BUG at fs/ext4/inode.c!", "Tainted: G W")
        .doesNotContain("page cache\n");
    long bug = lost.get("violations").get(1).get("event").asLong();
    assertThat(Ran.command("replay", raced, "--dmesg", "--at", bug - 1).exits(0).out())
        .contains("WARNING: CPU: 0")
        .doesNotContain("kernel BUG");
    assertThat(Ran.command("run", "kara-2018", "--seed", 2, "--out", place, "--dmesg").out())
        .doesNotContain("cut here");
  }

  @Test
  void reexecutionIsTheSameByteForByte() {
    Ran ran = Ran.command("replay", log, "--reexecute").exits(0);
    assertThat(ran.out()).contains("all " + run.get("events") + " events are the same, byte for");
    JsonNode json = Ran.command("replay", log, "--reexecute", "--json").exits(0).json();
    assertThat(json.get("reexecuted").asBoolean()).isTrue();
    assertThat(json.get("firstDivergence").isNull()).isTrue();
  }

  @Test
  void anotherKernelPartsWhereDiffSaysThatItDoes() {
    JsonNode again =
        Ran.command("replay", log, "--reexecute", "--kernel", "linux-6.12", "--json")
            .exits(1)
            .json();
    JsonNode other =
        record(
            "run",
            "kara-2018",
            "--kernel",
            "linux-6.12",
            "--schedule",
            log,
            "--out",
            place.resolve("runs"),
            "--json");
    JsonNode diff = Ran.command("diff", log, other.get("log").asText(), "--json").exits(1).json();
    assertThat(again.get("firstDivergence")).isEqualTo(diff.get("firstDivergence"));
    assertThat(again.get("tasks")).isEqualTo(diff.get("tasks"));
    assertThat(diff.get("firstDivergence").fieldNames())
        .toIterable()
        .contains("task", "index", "left", "right");
    assertThat(again.get("overall").get("leftEvent").isNumber()).isTrue();
    assertThat(Ran.command("replay", log, "--reexecute", "--kernel", "linux-6.12").out())
        .contains("the first event of all that is not the same", "recorded", "now");
  }

  @Test
  void diffOfEqualRuns() {
    JsonNode other =
        record("run", "kara-2018", "--seed", 2, "--out", place.resolve("runs"), "--json");
    JsonNode json = Ran.command("diff", log, other.get("log").asText(), "--json").exits(0).json();
    assertThat(json.get("equal").asBoolean()).isTrue();
    assertThat(json.get("firstDivergence").isNull()).isTrue();
    assertThat(json.get("state")).isEmpty();
    assertThat(json.get("header")).isEmpty();
    assertThat(Ran.command("diff", log, log).exits(0).out()).contains("every task does the same");
  }

  @Test
  void diffOfDifferentRuns() {
    JsonNode other =
        record(
            "run",
            "kara-2018",
            "--policy",
            "pin=on",
            "--schedule",
            log,
            "--out",
            place.resolve("runs"),
            "--json");
    Ran text = Ran.command("diff", log, other.get("log").asText()).exits(1);
    assertThat(text.out())
        .contains("the runs are different", "header:", "property policy.reclaim-pins: - | respect")
        .contains("by task, the first one on top:", "reader, its event ");
    JsonNode json = Ran.command("diff", log, other.get("log").asText(), "--json").json();
    assertThat(json.get("equal").asBoolean()).isFalse();
    for (JsonNode difference : json.get("header")) {
      assertThat(difference.fieldNames()).toIterable().contains("path", "left", "right");
    }
  }

  @Test
  void exportsTextAndJson() throws IOException {
    String text = Ran.command("export", log, "--marks").exits(0).out();
    assertThat(text).contains("#  event", "CallBegan", "> ext4_page_mkwrite");
    assertThat(Ran.command("export", log).out()).doesNotContain("> ext4_page_mkwrite");
    Path file = place.resolve("run.jsonl");
    JsonNode json =
        Ran.command("export", log, "--format", "jsonl", "--out", file, "--json").exits(0).json();
    assertThat(json.get("events")).isEqualTo(run.get("events"));
    assertThat(Ran.command("export", log, "--format", "jsonl").out())
        .isEqualTo(Files.readString(file));
    ObjectMapper mapper = new ObjectMapper();
    long events = 0;
    for (String line : Files.readAllLines(file)) {
      events += mapper.readTree(line).has("event") ? 1 : 0;
    }
    assertThat(events).isEqualTo(run.get("events").asLong());
    Ran.command("export", log, "--out", file).refuses("is there already");
    Ran.command("export", log, "--out", place.resolve("none/x")).refuses("no such directory");
    Ran.command("export", log, "--format", "json").refuses("did you mean 'jsonl'?");
  }

  @Test
  void aMovedRunReplays() throws IOException {
    Path moved = Folder.copy(log, place.resolve("moved"));
    Ran.command("replay", moved, "--reexecute").exits(0);
    Ran.command("diff", log, moved).exits(0);
    Path here = log.resolveSibling("latest");
    Ran.command("replay", here, "--reexecute").exits(0);
  }

  @Test
  void readingChangesNothing() {
    SortedMap<String, String> before = Folder.contents(place);
    Ran.command("replay", log, "--reexecute");
    Ran.command("diff", log, log);
    Ran.command("export", log);
    assertThat(Folder.contents(place)).isEqualTo(before);
  }

  private static JsonNode record(Object... arguments) {
    return Ran.command(arguments).json();
  }
}
