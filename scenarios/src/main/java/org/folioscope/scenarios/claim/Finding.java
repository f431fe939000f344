package org.folioscope.scenarios.claim;

import java.util.Comparator;
import java.util.Optional;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.matrix.Actual;
import org.folioscope.simulation.report.Kind;

/**
 * What exploring a cell says of a claim.
 *
 * @param evidence the cell and what the claim needs of it
 * @param explored what was found there
 */
public record Finding(Evidence evidence, Explored explored) {

  /** Whether it speaks for the claim; empty if the search does not show. */
  public Optional<Boolean> speaksFor() {
    if (reaches()) {
      return Optional.of(evidence.reached());
    }
    return Actual.of(explored).conclusive() ? Optional.of(!evidence.reached()) : Optional.empty();
  }

  /** Whether some interleaving comes to the code. */
  public boolean reaches() {
    return explored.reached().kinds().values().stream().anyMatch(evidence.code().kinds()::contains);
  }

  /** An interleaving that comes to the code, of the outcome with the least else in it. */
  public Optional<Explored.Found> example() {
    return explored.violations().stream()
        .filter(found -> found.outcome().ids().stream().anyMatch(this::isOfTheCode))
        .min(Comparator.comparingInt(found -> found.outcome().ids().size()));
  }

  private boolean isOfTheCode(String id) {
    Kind kind = explored.reached().kinds().get(id);
    return kind != null && evidence.code().kinds().contains(kind);
  }
}
