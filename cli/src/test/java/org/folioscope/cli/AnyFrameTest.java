package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code allocator: any} a schedule says which frames are used, wherever it is written. */
class AnyFrameTest {

  @TempDir private Path place;
  private Path scenario;

  @BeforeEach
  void aScenarioOnSuchAMachine() throws IOException {
    LinkedHashMap<String, String> any = new LinkedHashMap<>();
    any.put("allocator", "any");
    scenario =
        Files.writeString(
            place.resolve("any.yaml"),
            ScenarioFiles.builtIn("stale-wake-frees-page-under-dma").with(any).text());
  }

  private Ran command(String verb, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of(verb, scenario, "--kernel", "linux-5.9", "--fs", "ext4"));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray());
  }

  @Test
  void aScheduleThatPassesOverAFrameIsRepeatedAndReplayed() {
    Ran first = command("run", "--scheduler", "round-robin", "--out", place, "--json");
    assertThat(first.err()).as("the task that passes over").containsPattern("[| ]+ frames\n");
    String schedule = first.json().get("schedule").asText();
    JsonNode again = command("run", "--schedule", schedule, "--out", place, "--json").json();
    assertThat(again.get("digest")).isEqualTo(first.json().get("digest"));
    Ran.command("replay", again.get("log").asText()).exits(0);
    command("repeat", "--schedule", schedule).exits(0);
  }
}
