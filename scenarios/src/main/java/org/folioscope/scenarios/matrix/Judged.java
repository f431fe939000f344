package org.folioscope.scenarios.matrix;

import java.util.Optional;
import org.folioscope.scenarios.explore.Explored;

/**
 * A cell and what came of it.
 *
 * @param cell what was asked
 * @param judgement how it compares
 * @param explored what was found; empty if nothing was explored
 */
public record Judged(Cell cell, Judgement judgement, Optional<Explored> explored) {

  /** What was found, in codes; empty if nothing was explored. */
  public Optional<Actual> actual() {
    return explored.map(Actual::of);
  }

  /** The worst violation, with the shortest schedule known that leads to it. */
  public Optional<Explored.Found> failing() {
    return explored.flatMap(Explored::worst);
  }
}
