package org.folioscope.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.folioscope.cli.setup.Session;
import org.folioscope.scenarios.compare.WritebackEndProbe;
import org.folioscope.scenarios.matrix.Column;
import org.folioscope.scenarios.matrix.Matrices;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.WritebackEndTable;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;

/** {@code docs/wake-races.md} has the costs that are counted; {@code -Ddocs.fix} writes them. */
class WritebackEndCostsTest {

  private static final Path PAGE =
      Path.of(
          Objects.requireNonNull(System.getProperty("folioscope.root")), "docs", "wake-races.md");
  private static final String BEGIN =
      "<!-- this table is counted; mvn -pl cli -am test -Ddocs.fix -->\n\n";
  private static final String END = "\n<!-- the table ends here -->\n";

  private final Session session = new Session();

  @Test
  void thePageHasWhatIsCounted() throws IOException {
    Matrix matrix =
        Matrices.builtIn().stream()
            .filter(one -> one.name().equals("page-waits"))
            .findFirst()
            .orElseThrow();
    List<WritebackEndTable.Row> rows =
        matrix.columns().stream().map(column -> row(matrix, column)).toList();

    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String expected =
        page.substring(0, begin)
            + WritebackEndTable.markdown(rows)
            + page.substring(page.indexOf(END));
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).as("%s; -Ddocs.fix writes it anew", PAGE).isEqualTo(expected);
    }
  }

  private WritebackEndTable.Row row(Matrix matrix, Column column) {
    FilesystemProvider ext4 =
        session.filesystems().stream()
            .filter(provider -> provider.name().equals("ext4"))
            .findFirst()
            .orElseThrow();
    Plan plan = new Plan(session.policies(), session.filesystems(), false);
    Policies policies = plan.policies(matrix, column);
    return new WritebackEndTable.Row(
        column,
        WritebackEndProbe.ALONE.measure(policies, ext4),
        WritebackEndProbe.AWAITED.measure(policies, ext4));
  }
}
