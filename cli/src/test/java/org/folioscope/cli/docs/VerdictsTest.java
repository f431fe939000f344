package org.folioscope.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.folioscope.cli.setup.Session;
import org.folioscope.scenarios.matrix.CellSearch;
import org.folioscope.scenarios.matrix.Judged;
import org.folioscope.scenarios.matrix.Judgement;
import org.folioscope.scenarios.matrix.Matrices;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.MatrixResult;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.MatrixPage;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Workers;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/VERDICTS.md} is what exploring the built-in matrices comes to; {@code -Ddocs.fix}
 * writes it anew. Cells that say they are as the base column are left to {@code matrix --all}. No
 * cell may contradict its matrix without a reason, and none may be unknown.
 */
class VerdictsTest {

  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("folioscope.root")), "docs", "VERDICTS.md");

  private static final String HEAD =
      """
      # Verdicts

      <!-- made by exploring the matrices; mvn -pl cli -am test -Ddocs.fix -->

      Which fix survives which race. Every cell was explored, but for `=`, which stands for the cell of the base column: it is what came out
      over all interleavings, and it is what was expected unless it says otherwise. [verdict-matrix.md](verdict-matrix.md) explains the codes;
      `./folioscope matrix` tells the executions of each cell and a schedule that fails; with `--out` it records the shortest.

      """;

  @Test
  void thePageSaysWhatExploringComesTo() throws IOException {
    List<MatrixResult> results = Matrices.builtIn().stream().map(VerdictsTest::explored).toList();

    assertThat(results).allSatisfy(VerdictsTest::isAsExpectedOrSaysWhy);
    String expected =
        HEAD + results.stream().map(MatrixPage::of).collect(Collectors.joining()).strip() + "\n";
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(PAGE).as("%s; -Ddocs.fix writes it anew", PAGE).content().isEqualTo(expected);
    }
  }

  private static MatrixResult explored(Matrix matrix) {
    Session session = new Session();
    Plan plan = new Plan(session.policies(), session.filesystems(), false);
    return new CellSearch(Workers.CALLER, Budget::unlimited, (_, _) -> {})
        .judge(matrix, plan.cells(matrix, matrix.races(), List.of()));
  }

  private static void isAsExpectedOrSaysWhy(MatrixResult result) {
    List<String> wrong = new ArrayList<>();
    for (Judged judged : result.cells()) {
      if (judged.judgement() == Judgement.DISAGREES || judged.judgement() == Judgement.UNKNOWN) {
        wrong.add(
            judged.cell().row() + " × " + judged.cell().column().code() + ": " + judged.actual());
      }
    }
    assertThat(wrong).as("cells of %s", result.matrix().name()).isEmpty();
    assertThat(result.stale()).as("disagreements that are none").isEmpty();
  }
}
