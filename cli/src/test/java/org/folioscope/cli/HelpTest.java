package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @TempDir private Path place;

  @Test
  void withoutArgumentsTheUsageGoesToStderr() {
    Ran ran = Ran.command().exits(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(
            "Usage: folioscope",
            "run",
            "explore",
            "matrix",
            "bisect",
            "replay",
            "repeat",
            "diff",
            "export",
            "import",
            "follow",
            "list",
            "show");
    assertThat(Ran.command("--help").exits(0).out()).contains("Usage: folioscope", "Examples:");
    assertThat(Ran.command("--version").exits(0).out()).startsWith("folioscope ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run", "explore", "suite", "compare", "matrix", "claims", "bisect", "replay", "repeat",
        "diff", "export", "import", "follow", "list", "show"
      })
  void everyVerbHasHelpWithExamplesThatParse(String verb) {
    String help = Ran.command(verb, "--help").exits(0).out();
    assertThat(help).contains("Usage: folioscope " + verb, "--json");
    List<String> examples =
        help.lines().map(String::strip).filter(line -> line.startsWith("folioscope ")).toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = (example.replaceAll(" >.*", "") + " --help").split(" ");
      Object[] arguments = List.of(words).subList(1, words.length).toArray();
      Ran.command(arguments).exits(0);
    }
  }

  @Test
  void listsWhatThereIs() {
    String all = Ran.command("list").exits(0).out();
    assertThat(all).contains("kara-2018", "ext4", "xfs", "linux-6.12", "reclaim-pins", "pin ");
    assertThat(Ran.command("list", "kernels").exits(0).out()).doesNotContain("kara-2018", "ext4");
    JsonNode json = Ran.command("list", "--json").exits(0).json();
    assertThat(json.get("scenarios").toString()).contains("\"kara-2018\"");
    assertThat(json.get("filesystems").toString()).isEqualTo("[\"ext4\",\"xfs\"]");
    assertThat(json.get("kernels").get(0).asText()).isEqualTo("linux-4.15");
    for (JsonNode policy : json.get("policies")) {
      assertThat(policy.fieldNames()).toIterable().contains("name", "values", "source");
    }
  }

  @Test
  void showsAScenario() {
    assertThat(Ran.command("show", "kara-2018").exits(0).out())
        .startsWith("kara-2018: Can a page become dirty");
    JsonNode json = Ran.command("show", "kara-2018", "--json").exits(0).json();
    assertThat(json.get("scenario").asText()).isEqualTo("kara-2018");
    assertThat(json.get("text").asText())
        .isEqualTo(Ran.command("show", "kara-2018", "--source").out());
    assertThat(place).isEmptyDirectory();
  }
}
