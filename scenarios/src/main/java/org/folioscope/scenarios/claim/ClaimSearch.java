package org.folioscope.scenarios.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.matrix.Cell;
import org.folioscope.scenarios.matrix.CellSearch;
import org.folioscope.scenarios.matrix.Judged;
import org.folioscope.scenarios.matrix.Matrices;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.Plan;

/** Explores the cells that decide claims, each once. */
public final class ClaimSearch {

  private final Plan plan;
  private final CellSearch search;

  /** Over the cells of a plan. */
  public ClaimSearch(Plan plan, CellSearch search) {
    this.plan = plan;
    this.search = search;
  }

  /**
   * Decides the claims.
   *
   * @throws BadInputException if a claim names a cell that no matrix has
   */
  public List<Answer> answers(List<Claim> claims) {
    SequencedMap<Matrix, List<Cell>> wanted = new LinkedHashMap<>();
    for (Claim claim : claims) {
      for (Evidence evidence : claim.shown()) {
        Matrix matrix = matrix(evidence);
        List<Cell> cells = wanted.computeIfAbsent(matrix, _ -> new ArrayList<>());
        Cell cell = cell(matrix, evidence);
        if (!cells.contains(cell)) {
          cells.add(cell);
        }
      }
    }
    List<Judged> judged = new ArrayList<>();
    wanted.forEach((matrix, cells) -> judged.addAll(search.judge(matrix, cells).cells()));
    return claims.stream()
        .map(claim ->
            new Answer(
                claim, claim.shown().stream().map(evidence -> finding(judged, evidence)).toList()))
        .toList();
  }

  private static Matrix matrix(Evidence evidence) {
    return Matrices.builtIn().stream()
        .filter(matrix -> matrix.name().equals(evidence.matrix()))
        .findFirst()
        .orElseThrow(() -> new BadInputException("there is no matrix " + evidence.matrix()));
  }

  private Cell cell(Matrix matrix, Evidence evidence) {
    return plan
        .cells(
            matrix,
            matrix.races().stream().filter(race -> race.code().equals(evidence.race())).toList(),
            List.of(evidence.filesystem()))
        .stream()
        .filter(cell -> isOf(cell, evidence) && cell.configuration().isPresent())
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "the matrix " + matrix.name() + " does not run " + evidence.cell()));
  }

  private static Finding finding(List<Judged> all, Evidence evidence) {
    return all.stream()
        .filter(judged -> isOf(judged.cell(), evidence))
        .findFirst()
        .flatMap(Judged::explored)
        .map(explored -> new Finding(evidence, explored))
        .orElseThrow();
  }

  private static boolean isOf(Cell cell, Evidence evidence) {
    return cell.race().code().equals(evidence.race())
        && cell.column().code().equals(evidence.column())
        && cell.filesystem().equals(evidence.filesystem());
  }
}
