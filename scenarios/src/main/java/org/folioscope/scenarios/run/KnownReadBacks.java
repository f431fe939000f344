package org.folioscope.scenarios.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folioscope.scenarios.oracle.ReadBack;
import org.jspecify.annotations.Nullable;

/**
 * What the files held when they were read back from a state: the same state always gives the same.
 * States are told apart by their digest of 64 bits.
 */
final class KnownReadBacks {

  private static final int MOST = 20_000;

  private final Map<Long, List<ReadBack>> byState = new TreeMap<>();

  @Nullable List<ReadBack> get(long state) {
    return byState.get(state);
  }

  void put(long state, List<ReadBack> files) {
    if (byState.size() < MOST) {
      byState.put(state, files);
    }
  }
}
