package org.folioscope.scenarios.matrix;

import java.util.List;

/**
 * A matrix and what came of its cells.
 *
 * @param matrix what was asked
 * @param cells in the order of races, variants, filesystems and columns, whoever was done first
 */
public record MatrixResult(Matrix matrix, List<Judged> cells) {

  /** How many cells came out so. */
  public long count(Judgement judgement) {
    return cells.stream().filter(cell -> cell.judgement() == judgement).count();
  }

  /** Disagreements that are listed although the cell comes out as expected. */
  public List<Disagreement> stale() {
    return matrix.disagreements().stream()
        .filter(listed ->
            cells.stream()
                .anyMatch(judged ->
                    judged.judgement() == Judgement.AGREES
                        && listed.isAbout(
                            judged.cell().race().code(),
                            judged.cell().column().code(),
                            judged.cell().filesystem())))
        .toList();
  }

  /** Whether something is not as the matrix says. */
  public boolean isContradicted() {
    return count(Judgement.DISAGREES) > 0 || !stale().isEmpty();
  }

  /** Whether of some cell nothing is known. */
  public boolean isUnknown() {
    return count(Judgement.UNKNOWN) > 0;
  }
}
