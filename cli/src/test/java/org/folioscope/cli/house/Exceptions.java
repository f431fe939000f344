package org.folioscope.cli.house;

import java.util.Map;
import java.util.Set;

/**
 * Who is allowed what the house rules forbid to everyone else, with the reason. An entry is a
 * prefix of a fully qualified class name. Entries are for reviewers to read: keep them few.
 */
final class Exceptions {

  /** May read the clock of the host: nothing that they do reaches a log's content. */
  static final Map<String, String> HOST_CLOCK =
      Map.of(
          "org.folioscope.cli.", "times and progress on stderr",
          "org.folioscope.benchmarks.", "measures");

  /** May start threads of the host or use its executors. */
  static final Map<String, String> HOST_THREADS =
      Map.of(
          "org.folioscope.simulation.coroutine.", "coroutines are made of them",
          "org.folioscope.simulation.explore.",
              "workers explore in parallel, each on its own machine",
          "org.folioscope.cli.", "progress, the wiring of workers",
          "org.folioscope.benchmarks.", "measures");

  /**
   * May make a collection whose iteration order depends on hashes, because they never iterate over
   * it.
   */
  static final Map<String, String> HASH_COLLECTIONS = Map.of();

  /** May have a name that ends in one of the banned words. */
  static final Map<String, String> NAMES = Map.of();

  /** Methods longer than the limit, as {@code Class.method}. */
  static final Set<String> LONG_METHODS = Set.of();

  private Exceptions() {}

  static boolean allow(Map<String, String> exceptions, String className) {
    return exceptions.keySet().stream().anyMatch(className::startsWith);
  }
}
