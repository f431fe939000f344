package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreTest {

  private static final String BUG = "bug-dirty-folio-without-buffers";

  @TempDir private Path runs;

  @Test
  void findsTheRaceAndDrawsIt() {
    Ran ran = Ran.command("explore", "kara-2018", "--out", runs).exits(0);
    assertThat(ran.out())
        .startsWith("kara-2018 on linux-4.15 with ext4\nexpected: reached as required: " + BUG)
        .contains("nothing else than expected in any interleaving", "search: dpor, complete; ")
        .contains("grain dma: 2", "coverage: ")
        .contains("CPU0: reader", "everybody else", "*** kernel BUG")
        .contains("repeat it: ./folioscope run kara-2018", "replay it: ./folioscope replay");
    assertThat(ran.err()).isEmpty();
    assertThat(runs.resolve("kara-2018/latest/run.txt")).isNotEmptyFile();
  }

  @Test
  void writesOneObjectWithTheseKeys() {
    JsonNode json =
        Ran.command("explore", "kara-2018", "--bound", 0, "--out", runs, "--json").exits(0).json();
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "scenario",
            "kernel",
            "filesystem",
            "policies",
            "grain",
            "strategy",
            "complete",
            "executions",
            "steps",
            "seconds",
            "outcomes",
            "verdict");
    assertThat(json.get("verdict").asText()).isEqualTo("expected");
    assertThat(json.get("complete").asBoolean()).isFalse();
    JsonNode worst = json.get("outcomes").get(0);
    assertThat(worst.fieldNames())
        .toIterable()
        .contains(
            "id", "kind", "count", "expectation", "message", "schedule", "preemptions", "log");
    assertThat(worst.get("id").asText()).contains(BUG);
    assertThat(worst.get("kind").asText()).isEqualTo("BUG");
    assertThat(worst.get("expectation").asText()).isEqualTo("required");
    Ran.command("replay", worst.get("log").asText(), "--reexecute").exits(0);
    long sum = 0;
    for (JsonNode outcome : json.get("outcomes")) {
      sum += outcome.get("count").asLong();
    }
    assertThat(sum).isEqualTo(json.get("executions").asLong());
  }

  @Test
  void whatIsCutShortIsNeverOk() {
    Ran ran =
        Ran.command(
                "explore", "kara-2018", "--kernel", "linux-6.12", "--executions", 20, "--out", runs)
            .exits(3);
    assertThat(ran.out())
        .contains("unknown: nothing unexpected before the search was cut short")
        .contains("cut short: the 20 executions are used up");
    assertThat(
            Ran.command(
                    "explore",
                    "kara-2018",
                    "--kernel",
                    "linux-6.12",
                    "--strategy",
                    "random",
                    "--executions",
                    30,
                    "--out",
                    runs)
                .exits(3)
                .out())
        .contains("random walks never cover everything");
  }

  @Test
  void saysHowFarTheSearchGot() {
    Ran ran = search("dpor", "--executions", 20);
    assertThat(ran.out())
        .contains("search: dpor, cut short: the 20 executions are used up")
        .containsPattern("\nestimate: [0-9a-z. ]+ % of the search is done; all of it would take ")
        .containsPattern("\ncoverage: of the racing operations [0-9]+ pairs were seen in both ");
    JsonNode json = search("dpor", "--executions", 20, "--json").json();
    assertThat(json.get("classes").asLong()).isEqualTo(json.get("executions").asLong());
    assertThat(json.get("redundant").asLong() + json.get("executions").asLong()).isEqualTo(20);
    assertThat(json.get("estimate").get("fractionDone").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get("estimate").get("executionsExpected").asDouble()).isGreaterThan(20);
    assertThat(json.get("coverage").get("bothOrders").asLong()).isPositive();
    assertThat(json.get("coverage").get("oneOrder").get(0).fieldNames())
        .toIterable()
        .containsExactly("first", "second", "on");
  }

  @Test
  void eachStrategySaysWhatItDid() {
    assertThat(search("source-dpor", "--executions", 20).out()).contains("search: source-dpor, ");
    assertThat(search("naive", "--bound", "none", "--executions", 20).out())
        .contains("search: naive, cut short", "estimate: less than 0.1 % of the search is done");
    assertThat(search("delay", "--bound", 1).out())
        .contains("search: delay(bound 1), cut short: only schedules with at most 1 delays were");
    assertThat(search("pct", "--depth", 2, "--executions", 20, "--seed", 3).out())
        .contains("search: pct(depth 2, seed 3), cut short: random priorities never cover")
        .containsPattern(
            "guarantee: each execution reaches a bug of depth 2 .* 1/\\(n k\\^1\\) = 1/");
    JsonNode json = search("pct", "--executions", 20, "--json").json();
    assertThat(json.get("strategy").asText()).isEqualTo("pct(depth 3, seed 0)");
    assertThat(json.get("guarantee").asText()).contains("depth 3");
    assertThat(json.get("estimate").isNull()).isTrue();
    assertThat(json.get("coverage").isNull()).isTrue();
    assertThat(json.get("classes").isNull()).isTrue();
  }

  @Test
  void whatIsForbiddenOrUnlistedExitsWithOne() throws IOException {
    Path forbids = mine("{ on: { kernel: linux-4.15 }, forbidden: [ bug ], because: no }");
    Ran forbidden = Ran.command("explore", forbids, "--fs", "ext4", "--out", runs).exits(1);
    assertThat(forbidden.out()).contains("unexpected: reached, though forbidden: " + BUG);
    Path allows = mine("{ on: { kernel: linux-4.15 }, required: [ ok ], because: no }");
    Ran unlisted = Ran.command("explore", allows, "--fs", "ext4", "--out", runs).exits(1);
    assertThat(unlisted.out())
        .contains("unexpected: reached, though nothing is said of it: " + BUG);
    Ran unsaid =
        Ran.command("explore", "kara-2018", "--kernel", "linux-5.8", "--bound", 0, "--out", runs)
            .exits(1);
    assertThat(unsaid.out()).contains("unknown: the scenario expects nothing of this kernel");
  }

  @Test
  void aRequiredOutcomeThatWasNotReachedIsNotOk() throws IOException {
    Path wants = mine("{ on: { kernel: linux-4.15 }, required: [ deadlock, bug ], because: no }");
    Ran ran = Ran.command("explore", wants, "--fs", "ext4", "--bound", 0, "--out", runs);
    assertThat(ran.status()).isIn(1, 3);
    assertThat(ran.out()).contains("deadlock");
  }

  @Test
  void nothingToChooseIsNeverOk() throws IOException {
    String text = Ran.command("show", "kara-2018", "--source").out();
    Path file =
        Files.writeString(
            runs.resolve("idle.yaml"),
            text.replace("read(fd2, addr, 4K)", "read(never, addr, 4K)"));
    Ran ran = Ran.command("explore", file, "--out", runs);
    assertThat(ran.status()).isIn(1, 2, 3);
  }

  @Test
  void aPolicySetByHandLeavesTheKernelsRules() {
    Ran ran =
        Ran.command(
            "explore",
            "kara-2018-aio",
            "--policy",
            "pin=on",
            "--bound",
            0,
            "--out",
            runs,
            "--json");
    assertThat(ran.json().get("outcomes").toString()).doesNotContain(BUG);
    assertThat(ran.json().get("reason").asText()).contains("expects nothing of this kernel");
    ran.exits(3);
  }

  private Ran search(String strategy, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("explore", "kara-2018"));
    arguments.addAll(List.of("--kernel", "linux-6.12", "--out", runs, "--strategy", strategy));
    arguments.addAll(List.of(options));
    return Ran.command(arguments.toArray()).exits(3);
  }

  private Path mine(String rule) throws IOException {
    String text = Ran.command("show", "kara-2018", "--source").out();
    return Files.writeString(
        runs.resolve("mine.yaml"),
        text.substring(0, text.indexOf("outcomes:")) + "outcomes:\n  - " + rule + "\n");
  }
}
