package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/scenarios.md} shows is what the parser reads. */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("folioscope.root", ".."));

  private final String page = read();

  private static String read() {
    try {
      return Files.readString(ROOT.resolve("docs/scenarios.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theAnnotatedExampleIsAScenario() {
    String example =
        Pattern.compile("```yaml\n(scenario:.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map((MatchResult match) -> match.group(1))
            .findFirst()
            .orElseThrow();

    Scenario scenario = Texts.parse(example);

    assertThat(new CallChecker(SampleCalls.ALL).problems(scenario)).isEmpty();
    assertThat(scenario.tasks().map(TaskSpec::process)).containsExactly("main", "main", "other");
  }

  @Test
  void thePageNamesEveryKeyAndOption() {
    assertThat(ScenarioReader.KEYS)
        .allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
    assertThat(MachineOption.keys())
        .allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
  }
}
