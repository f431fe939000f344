package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {

  private static final String WRONG =
      """
      scenario: wrong
      title: Is this what the scenario says?
      files: { file: 4K }
      setup: [ 'fd = open("file", O_RDWR)' ]
      tasks:
        a: [ fsync(fd) ]
        b: [ fsync(fd) ]
      outcomes:
        - { on: { kernel: linux-6.12, filesystem: ext4 }, required: [ bug ], because: it is wrong }
      """;

  @TempDir private Path folder;

  @Test
  void comparesWhatIsExpectedWithWhatComesOut() {
    Ran ran = Ran.command("matrix", "X2", "X13").exits(0);
    assertThat(ran.out())
        .contains("composed (thread 001)", "X2 ", "X13 hugetlb", "4 agree", "grain dma: 2")
        .doesNotContain("X1 ", "G1", "!", "?");
    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void writesOneObjectWithTheseKeys() {
    JsonNode json = Ran.command("matrix", "x12", "--json").exits(0).json();
    assertThat(json.fieldNames()).toIterable().contains("cells", "agree", "disagree", "seconds");
    assertThat(json.get("agree").asInt()).isEqualTo(1);
    JsonNode cell = json.get("cells").get(0);
    assertThat(cell.get("race").asText()).isEqualTo("X12");
    assertThat(cell.get("policy").asText()).isEqualTo("6.12");
    assertThat(cell.get("filesystem").asText()).isEqualTo("ext4");
    assertThat(cell.get("expected").asText()).isEqualTo("REF");
    assertThat(cell.get("actual").asText()).isEqualTo("REF");
    assertThat(cell.get("complete").asBoolean()).isTrue();
    assertThat(cell.get("executions").asLong()).isPositive();
    assertThat(cell.get("source").get(0).get("basis").asText()).isEqualTo("stated");
  }

  @Test
  void countsWhatTheEndOfWritebackCosts() {
    Ran text = Ran.command("matrix", "page-waits", "--fs", "xfs", "--costs").exits(0);
    assertThat(text.out()).contains("end of writeback on xfs", "woken").doesNotContain("ext4");
    JsonNode costs =
        Ran.command("matrix", "W1", "--fs", "ext4", "--costs", "--json")
            .exits(0)
            .json()
            .get("costs");
    assertThat(costs.get(0).get("policy").asText()).isEqualTo("E0-old");
    assertThat(costs.get(0).get("alone").get("atomics").asInt()).isEqualTo(2);
    assertThat(costs.get(0).get("awaited").get("queueHolds").asInt()).isEqualTo(1);
  }

  @Test
  void comesOutTheSameForAnyNumberOfWorkers() {
    String alone = rows(Ran.command("matrix", "X2", "X13", "X14", "--workers", 1).exits(0));
    assertThat(rows(Ran.command("matrix", "X2", "X13", "X14", "--workers", 3).exits(0)))
        .isEqualTo(alone);
    assertThat(rows(Ran.command("matrix", "X2", "X13", "X14", "--workers", 9).exits(0)))
        .isEqualTo(alone);
  }

  @Test
  void aCellThatWasCutShortIsUnknown() {
    Ran ran = Ran.command("matrix", "X2", "--executions", 3).exits(3);
    assertThat(ran.out()).contains("?ok", "unknown", "3+", "0 agree, 1 unknown");
    assertThat(Ran.command("matrix", "X2", "--executions", 3, "--format", "markdown").out())
        .contains("unknown; expected ok");
  }

  @Test
  void aScenarioIsJudgedByItsOwnRulesOnChosenKernels() throws IOException {
    Path scenario = folder.resolve("wrong.yaml");
    Files.writeString(scenario, WRONG);
    Ran ran =
        Ran.command("matrix", scenario, "--columns", "linux-4.15,linux-6.12,linux-6.12+pin=off");
    assertThat(ran.exits(1).out()).contains("1 disagree", "2 open", "!ok");
    assertThat(Ran.command("matrix", scenario, "--vary", "reclaim-pins").exits(1).out())
        .contains("reclaim-pins=ignore", "reclaim-pins=respect");
  }

  @Test
  void aColumnMayBeACode() {
    String[] tiny = {"matrix", "kara-2018-literal", "--executions", "1", "--columns"};
    assertThat(command(tiny, "linux-4.15+pin:U2,pin:T1+pin:U4").out())
        .contains("linux-4.15+pin:U2", "pin:T1+pin:U4");
    assertThat(command(tiny, "linux-4.15+pin:U9").err()).contains("no code 'pin:U9'");
    assertThat(Ran.command("matrix", "kara-2018-literal", "--executions", 1, "--vary", "pin").out())
        .contains("pin=on", "pin=off")
        .doesNotContain("pin:U2");
    assertThat(
            Ran.command("matrix", "kara-2018-literal", "--executions", 1, "--vary", "wait").out())
        .contains("wait:old", "wait:new");
  }

  @Test
  void recordsTheShortestFailingRun() throws IOException {
    JsonNode json =
        Ran.command("matrix", "rdma-register", "--columns", "linux-6.1", "--out", folder, "--json")
            .exits(0)
            .json();
    Path log = Path.of(json.get("cells").get(0).get("log").asText());
    assertThat(log).startsWith(folder).isDirectory();
    Ran.command("replay", log, "--reexecute").exits(0);
  }

  @Test
  void refusesWhatIsNotThere() {
    Ran.command("matrix", "X99").refuses("no matrix has 'X99'", "--columns");
    Ran.command("matrix", "--thread", "009").refuses("no matrix of the thread '009'", "001");
    Ran.command("matrix", "X2", "--thread", "001", "--fs", "ext5").refuses("ext5", "ext4");
    Ran.command("matrix", "X2", "--format", "html").refuses("'html'", "markdown");
    Ran.command("matrix", "X2", "--kernel", "linux-6.1").refuses("--kernel needs --columns");
    Ran.command("matrix", "--columns", "linux-6.1").refuses("name some");
    Ran.command("matrix", "kara-2018", "--columns", "linux-9").refuses("'linux-9' is no column");
    Ran.command("matrix", "kara-2018", "--vary", "pins").refuses("no policy 'pins'");
    Ran.command("matrix", "X2", "--executions", 0).refuses("--executions");
    Ran.command("matrix", "X2", "--workers", 0).refuses("--workers");
  }

  private static Ran command(String[] most, String last) {
    return Ran.command(Stream.concat(Stream.of(most), Stream.of(last)).toArray());
  }

  private static String rows(Ran ran) {
    return ran.out().replaceAll("; [0-9.]+ s;", "");
  }
}
