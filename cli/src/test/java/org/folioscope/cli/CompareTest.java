package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {

  private static final String BUG = "bug-dirty-folio-without-buffers";

  @TempDir private Path runs;

  @Test
  void pinsOnOneScreen() {
    Ran ran = compare("--left", "pin=off", "--right", "pin=on", "--executions", 3000).exits(0);
    assertThat(ran.out().lines().toList())
        .hasSizeLessThanOrEqualTo(50)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(ran.out())
        .contains("left ", "| right", "reclaim-pins=ignore", "reclaim-pins=respect", BUG)
        .contains("expected: reached as required:\n           " + BUG)
        .contains("nothing else than expected in any interleaving")
        .contains("atomic operations per writeback", "runs that came to their end")
        .contains("they part at reader, its event ", "under the schedule ", "count=1024");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void fromThreeSidesOnEachIsAColumn() {
    Object[] sides = {"--left", "pin=off", "--right", "pin=on", "--with", "fs=xfs,pin=off"};
    Ran ran = compare(sides).exits(0);
    assertThat(ran.out().lines().toList())
        .hasSizeLessThanOrEqualTo(50)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
        .contains("A  pin=off", "B  pin=on", "C  fs=xfs,pin=off")
        .anySatisfy(
            line -> assertThat(line).matches("  dirty without buffers +[1-9]\\d* +- +[1-9]\\d*"))
        .anySatisfy(line -> assertThat(line).matches("  data lost +- +- +-"))
        .anySatisfy(line -> assertThat(line).startsWith("  atomic operations per writeback"));
  }

  @Test
  void sideThatWasCutShortDoesNotSayNever() {
    JsonNode json =
        compare(
                "--left",
                "pin=off",
                "--right",
                "pin=on",
                "--with",
                "pin=on",
                "--executions",
                2,
                "--json")
            .exits(0)
            .json();
    assertThat(json.get("sides")).hasSize(3);
    assertThat(json.get("sides").get(2).get("name").asText()).isEqualTo("pin=on");
    assertThat(json.get("sides").get(2).get("arguments").get("hangs").asInt()).isZero();
    assertThat(json.get("sides").get(2).get("costs").get("refused").asDouble()).isZero();
    Ran text =
        compare("--left", "pin=off", "--right", "pin=on", "--with", "pin=on", "--executions", 2);
    assertThat(text.out())
        .containsPattern("executions +2\\+ +2\\+ +2\\+")
        .containsPattern("hangs +\\? +\\? +\\?");
    Ran.command(
            "compare",
            "kara-2018",
            "--left",
            "pin=off",
            "--right",
            "pin=on",
            "--with",
            "a=1",
            "--with",
            "a=1")
        .refuses("a");
  }

  @Test
  void writesOneObjectWithTheseKeys() {
    JsonNode json =
        compare("--left", "pin=off", "--right", "pin=on", "--executions", 500, "--json")
            .exits(0)
            .json();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("left", "right", "firstDivergence", "costs", "costRuns");
    JsonNode explore =
        Ran.command("explore", "kara-2018", "--bound", 0, "--out", runs, "--json").json();
    for (String side : new String[] {"left", "right"}) {
      assertThat(json.get(side).fieldNames())
          .toIterable()
          .containsExactlyElementsOf(explore::fieldNames);
    }
    assertThat(json.get("left").get("outcomes").get(0).get("id").asText()).startsWith(BUG);
    assertThat(json.get("right").get("policies").get("reclaim-pins").asText()).isEqualTo("respect");
    assertThat(json.get("firstDivergence").fieldNames())
        .toIterable()
        .contains("task", "index", "left", "right", "schedule");
    assertThat(json.get("firstDivergence").get("schedule"))
        .isEqualTo(json.get("left").get("outcomes").get(0).get("schedule"));
    assertThat(json.get("costs")).isNotEmpty();
    for (JsonNode cost : json.get("costs")) {
      assertThat(cost.fieldNames())
          .toIterable()
          .containsExactly("name", "label", "left", "right", "leftRange", "rightRange");
    }
  }

  @Test
  void reclaimSkipsAPageForItsPin() {
    JsonNode json = costs("kara-2018", "--left", "pin=off", "--right", "pin=on");
    assertThat(cost(json, "skipped-pinned").get("left").asDouble()).isZero();
    assertThat(cost(json, "skipped-pinned").get("right").asDouble()).isPositive();
    JsonNode runs = json.get("costRuns");
    assertThat(runs.get("left").get("counted").asInt()).as("some end in a BUG").isLessThan(1001);
    assertThat(runs.get("right").get("counted").asInt()).isEqualTo(1001);
  }

  @Test
  void aPlainReferenceLetsReclaimStripThePage() {
    JsonNode json =
        costs("kara-2018", "--kernel", "linux-6.1", "--left", "pin=off", "--right", "pin=on");
    assertThat(cost(json, "stripped-by-reclaim").get("left").asDouble()).isPositive();
    assertThat(cost(json, "stripped-by-reclaim").get("right").asDouble()).isZero();
  }

  @Test
  void buffersCostAFilesystemAtomicOperations() {
    JsonNode json =
        costs("kara-2018", "--kernel", "linux-6.1", "--left", "fs=ext4", "--right", "fs=xfs");
    assertThat(cost(json, "atomics-per-writeback").get("left").asDouble())
        .isGreaterThan(cost(json, "atomics-per-writeback").get("right").asDouble());
    JsonNode kind = json.get("firstDivergence").get("ofAnotherKind");
    assertThat(kind.get("left").asText().split(" ")[0])
        .isNotEqualTo(kind.get("right").asText().split(" ")[0]);
  }

  @Test
  void aCopyIsCountedInBytes() {
    JsonNode json = costs("process-vm-writev-2022", "--left", "pin=off", "--right", "pin=on");
    assertThat(cost(json, "bytes-copied").get("left").asLong()).isEqualTo(4096);
  }

  @Test
  void aLongTermRegistrationIsRefused() {
    JsonNode json =
        costs(
            "rdma-register",
            "--fs",
            "ext4",
            "--left",
            "kernel=linux-6.1",
            "--right",
            "kernel=linux-6.12");
    assertThat(cost(json, "refused").get("left").asLong()).isZero();
    assertThat(cost(json, "refused").get("right").asLong()).isEqualTo(1);
    assertThat(cost(json, "atomics-per-writeback").get("right").isNull())
        .as("nothing is written back")
        .isTrue();
  }

  @Test
  void costsAreTheSameEachTime() {
    assertThat(costs("kara-2018", "--left", "pin=off", "--right", "pin=on").get("costs"))
        .isEqualTo(costs("kara-2018", "--left", "pin=off", "--right", "pin=on").get("costs"));
  }

  @Test
  void equalSidesNeverPart() {
    Ran ran =
        compare("--left", "fs=xfs", "--right", "fs=xfs", "--fs", "ext4", "--executions", 200)
            .exits(0);
    assertThat(ran.out()).contains("they never part under the schedule ").doesNotContain("ext4");
    JsonNode json =
        compare("--left", "fs=xfs", "--right", "fs=xfs", "--executions", 200, "--json").json();
    assertThat(json.get("firstDivergence").isNull()).isTrue();
  }

  @Test
  void aSideGoesBeforeWhatIsSaidOfBoth() {
    JsonNode json =
        compare(
                "--kernel",
                "linux-6.1",
                "--policy",
                "pin=on",
                "--left",
                "fs=xfs,kernel=linux-4.15",
                "--right",
                "reclaim-pins=ignore",
                "--executions",
                50,
                "--json")
            .exits(0)
            .json();
    assertThat(json.get("left").get("kernel").asText()).isEqualTo("linux-4.15");
    assertThat(json.get("left").get("filesystem").asText()).isEqualTo("xfs");
    assertThat(json.get("left").get("policies").get("reclaim-pins").asText()).isEqualTo("respect");
    assertThat(json.get("right").get("kernel").asText()).isEqualTo("linux-6.1");
    assertThat(json.get("right").get("policies").get("reclaim-pins").asText()).isEqualTo("ignore");
    assertThat(json.get("right").get("policies").get("direct-io-pages").asText())
        .isEqualTo("foll-pin");
  }

  @Test
  void badInput() {
    compare("--left", "pin=off").refuses("--right");
    compare("--left", "pin", "--right", "pin=on").refuses("--left: 'pin' is not of the form");
    compare("--left", "fs=ext4,fs=xfs", "--right", "pin=on").refuses("--left: fs is given twice");
    compare("--left", "fs=ext3", "--right", "pin=on").refuses("no filesystem 'ext3'");
    compare("--left", "pin=on", "--right", "kernel=linux-4.51")
        .refuses("no kernel", "did you mean");
    compare("--left", "pin=on", "--right", "pni=on").refuses("no policy 'pni'");
    compare("--left", "pin=on", "--right", "pin=off", "--bound", "two").refuses("no bound");
    compare("--left", "pin=on", "--right", "pin=off", "--executions", 0).refuses("1 or more");
  }

  /** The costs after a search that is as short as can be. */
  private static JsonNode costs(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--executions", 300, "--json"));
    return Ran.command(all.toArray()).exits(0).json();
  }

  private static JsonNode cost(JsonNode json, String name) {
    for (JsonNode cost : json.get("costs")) {
      if (cost.get("name").asText().equals(name)) {
        return cost;
      }
    }
    throw new AssertionError("no cost " + name + " in " + json.get("costs"));
  }

  private static Ran compare(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("compare", "kara-2018"));
    all.addAll(List.of(arguments));
    return Ran.command(all.toArray());
  }
}
