package org.folioscope.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The Java in {@code docs/scenarios.md} is Java that is compiled and run. */
class ScenarioPageTest {

  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("folioscope.root")));
  private static final String TEST =
      "cli/src/test/java/org/folioscope/cli/docs/" + MyRaceTest.class.getSimpleName() + ".java";

  @Test
  void theJavaExampleIsTheTestBesideThis() throws IOException {
    String source = Files.readString(ROOT.resolve(TEST));
    String example =
        source
            .substring(
                source.indexOf("  // the example begins here\n"),
                source.indexOf("  // the example ends here"))
            .lines()
            .skip(1)
            .map(line -> line.isEmpty() ? line : line.substring(2))
            .reduce("", (text, line) -> text + line + "\n");

    assertThat(ROOT.resolve("docs/scenarios.md")).content().contains("```java\n" + example + "```");
  }
}
