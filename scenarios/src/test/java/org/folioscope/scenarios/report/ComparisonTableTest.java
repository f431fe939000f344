package org.folioscope.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

  private static final ComparisonTable.Row VERDICT =
      new ComparisonTable.Row("verdict", "expected: as required", "unknown: nothing is said");

  @Test
  void saysBothSidesInOneLine() {
    String text =
        new ComparisonTable(
                "race",
                List.of(new ComparisonTable.Row("kernel", "linux-4.15", "linux-6.1")),
                VERDICT,
                List.of(
                    new ComparisonTable.Row(
                        "bug-one-that-is-rather-long+warn-two-of-them", "15", "-")),
                List.of(new ComparisonTable.Row("calls refused", "0", "1,000")),
                "measured somehow",
                new ComparisonTable.Parting(
                    "reader, its event 3", "event 9: A", "event 9: B", List.of(), "0"))
            .text();
    assertThat(text.lines().map(line -> line.replaceAll("\\s+", " ").strip()))
        .containsExactly(
            "race",
            "left | right",
            "kernel linux-4.15 | linux-6.1",
            "",
            "verdict",
            "left expected: as required",
            "right unknown: nothing is said",
            "",
            "executions by outcome",
            "bug-one-that-is-rather-long+ 15 | -",
            "warn-two-of-them |",
            "",
            "costs of a run, measured somehow",
            "calls refused 0 | 1,000",
            "",
            "they part at reader, its event 3, under the schedule 0",
            "left event 9: A",
            "right event 9: B");
  }

  @Test
  void saysThatTheyNeverPart() {
    assertThat(
            new ComparisonTable(
                    "race",
                    List.of(),
                    VERDICT,
                    List.of(),
                    List.of(),
                    "",
                    new ComparisonTable.Parting("", "", "", List.of(), "04e"))
                .text())
        .contains("they never part under the schedule 04e");
  }

  @Test
  void namesTheFirstEventOfAnotherKindToo() {
    ComparisonTable.Row kind = new ComparisonTable.Row("of another kind at kswapd", "C", "D");
    String text =
        new ComparisonTable(
                "race",
                List.of(),
                VERDICT,
                List.of(),
                List.of(),
                "",
                new ComparisonTable.Parting("reader", "A", "B", List.of(kind), "0"))
            .text();
    assertThat(text)
        .endsWith(
            """
            they part at reader, under the schedule 0
              left   A
              right  B
            of another kind at kswapd
              left   C
              right  D
            """);
  }

  @Test
  void staysOnOneScreen() {
    String words = "a-rather-long-word ".repeat(80);
    ComparisonTable.Row wide = new ComparisonTable.Row("x".repeat(200), words, "y".repeat(900));
    List<ComparisonTable.Row> outcomes =
        IntStream.range(0, 60)
            .mapToObj(i -> new ComparisonTable.Row("bug-number-" + i, "" + i, "-"))
            .toList();
    String text =
        new ComparisonTable(
                words,
                List.of(VERDICT, VERDICT, wide, wide),
                new ComparisonTable.Row("verdict", words, "y".repeat(900)),
                outcomes,
                Collections.nCopies(12, new ComparisonTable.Row("cost", "1", "2")),
                words,
                new ComparisonTable.Parting(words, words, words, List.of(wide), "z".repeat(500)))
            .text();
    assertThat(text.lines().toList())
        .hasSizeLessThanOrEqualTo(50)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(text).contains("more (--json has all)", "...");
  }
}
