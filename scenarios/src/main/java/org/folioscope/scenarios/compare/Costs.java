package org.folioscope.scenarios.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration pays over a set of runs.
 *
 * @param runs how many were made
 * @param counted how many of them came to their end; the others are in no figure
 * @param spreads by cost; none for a cost that applied to no run, such as that of an fsync where
 *     nobody asks for one
 */
public record Costs(long runs, long counted, Map<Cost, Spread> spreads) {

  /** Copies what it is given. */
  public Costs {
    Map<Cost, Spread> copy = new EnumMap<>(Cost.class);
    copy.putAll(spreads);
    spreads = Collections.unmodifiableMap(copy);
  }

  /** The cost over the runs, or null if it applied to none. */
  public @Nullable Spread of(Cost cost) {
    return spreads.get(cost);
  }
}
