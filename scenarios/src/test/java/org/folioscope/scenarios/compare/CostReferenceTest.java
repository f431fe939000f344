package org.folioscope.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/costs.md} has the cost table of the code; {@code -Ddocs.fix} writes it anew. */
class CostReferenceTest {

  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("folioscope.root")), "docs", "costs.md");
  private static final String BEGIN =
      "<!-- the table is made from the code; mvn -pl scenarios -am test -Ddocs.fix -->\n\n";
  private static final String END = "\n<!-- the table ends here -->\n";

  @Test
  void thePageHasTheTableOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String expected = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).as("%s; -Ddocs.fix writes it anew", PAGE).isEqualTo(expected);
    }
  }

  @Test
  void thePageSaysHowEachCostIsCounted() throws IOException {
    String page = Files.readString(PAGE);
    for (Cost cost : Cost.values()) {
      assertThat(page).contains("| " + cost.label().strip() + " | `" + cost.id() + "` |");
    }
  }

  private static String table() {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation != Operation.NOTHING)
        .map(CostReferenceTest::row)
        .collect(
            Collectors.joining(
                "\n",
                "| what the kernel does | events | atomic operations | lock | ns beside these |\n"
                    + "|---|---|---|---|---|\n",
                "\n"));
  }

  private static String row(Operation operation) {
    String time =
        switch (operation) {
          case CPU_COPY, DEVICE_TRANSFER -> operation.nanos(4096) + " a page";
          default -> "" + operation.nanos();
        };
    return "| %s | %s | %d | %s | %s |"
        .formatted(
            operation.what(),
            operation.events(),
            operation.atomics(),
            operation.lock().label(),
            time);
  }
}
