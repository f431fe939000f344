package org.folioscope.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.cli.setup.Session;
import org.folioscope.gup.GupPolicies;
import org.folioscope.scenarios.matrix.Cell;
import org.folioscope.scenarios.matrix.CellSearch;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.MatrixReader;
import org.folioscope.scenarios.matrix.MatrixResult;
import org.folioscope.scenarios.matrix.Plan;
import org.folioscope.scenarios.report.MatrixPage;
import org.folioscope.scenarios.report.MatrixTable;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Workers;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.junit.jupiter.api.Test;

/** A matrix with a cell of every kind: as expected, not so, not so with a reason, as the base. */
class MatrixReportTest {

  private static final String MATRIX =
      """
      matrix: every-kind
      thread: 001
      title: A cell of every kind
      source: this test
      kernel: linux-6.12
      filesystems: [ext4]
      base: usual
      columns:
        usual: { name: as it is }
        pin-off: { name: without pins, proposer: nobody, note: not a proposal, policy: { pin: off } }
        allowed: { name: registrations allowed, policy: { longterm-on-files: allowed } }
      races:
        R1: { title: huge pages, scenario: rdma-register-hugetlb, cells: { usual: ok, pin-off: "= [1]" } }
        R2: { title: in the file itself, scenario: kara-2018-literal, cells: { usual: BUG, pin-off: BUG } }
        R3:
          title: shared memory and a file
          variants: { tmpfs: rdma-register-tmpfs, file: rdma-register }
          cells: { usual: ok / REF }
      notes: { "1": Nothing takes huge pages away. }
      reasons:
        - { races: R1, because: huge pages are never reclaimed, source: the code, basis: derived }
        - { because: so it is, source: the test, basis: stated }
      disagrees:
        - { race: R2, columns: pin-off, actual: ok, wrong: expectation, because: pageout refuses a page with an extra reference }
        - { race: R3, columns: usual, actual: BUG, wrong: model, because: nothing }
      """;

  private static MatrixResult explored() {
    Matrix matrix = MatrixReader.parse("every-kind.yaml", MATRIX);
    return new CellSearch(Workers.CALLER, Budget::unlimited, (_, _) -> {})
        .judge(matrix, cells(matrix));
  }

  private static List<Cell> cells(Matrix matrix) {
    Session session = new Session();
    return new Plan(session.policies(), session.filesystems(), false)
        .cells(matrix, matrix.races(), List.of());
  }

  @Test
  void showsEveryKindOfCell() {
    MatrixResult result = explored();
    Golden.assertSame("matrix.txt", MatrixTable.of(result, 75, judged -> ""));
    Golden.assertSame("matrix.md", MatrixPage.of(result));
  }

  @Test
  void aRaceSetsPoliciesOnTopOfThoseOfTheColumn() {
    String own = "scenario: kara-2018-literal, policy: { reclaim-pins: respect }";
    Matrix matrix =
        MatrixReader.parse("every-kind.yaml", MATRIX.replace("scenario: kara-2018-literal", own));
    Policies policies =
        cells(matrix).stream()
            .filter(cell -> cell.race().code().equals("R2"))
            .filter(cell -> cell.column().code().equals("pin-off"))
            .flatMap(cell -> cell.configuration().stream())
            .findFirst()
            .orElseThrow()
            .policies();
    assertThat(policies.get(ReclaimPolicies.PINS)).isEqualTo(ReclaimPolicies.Pins.RESPECT);
    assertThat(policies.get(GupPolicies.DIRECT_IO)).isEqualTo(GupPolicies.Hold.FOLL_GET);
  }
}
