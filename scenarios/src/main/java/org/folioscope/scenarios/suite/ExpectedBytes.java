package org.folioscope.scenarios.suite;

import java.util.Arrays;
import org.folioscope.scenarios.builder.TaskSteps;

/**
 * What a file must hold: for each byte the seed of the pattern that was last written there, which
 * tells offsets apart, or {@link #ZERO}.
 */
final class ExpectedBytes {

  private static final int ZERO = 0;

  private final int[] seeds;

  private ExpectedBytes(int[] seeds) {
    this.seeds = seeds;
  }

  /** A file of that size that holds a pattern. */
  static ExpectedBytes of(int seed, int size) {
    int[] seeds = new int[size];
    Arrays.fill(seeds, seed);
    return new ExpectedBytes(seeds);
  }

  /** The same with a pattern from one offset to before another one, longer if need be. */
  ExpectedBytes with(int seed, int from, int to) {
    int[] changed = Arrays.copyOf(seeds, Math.max(seeds.length, to));
    Arrays.fill(changed, from, to, seed);
    return new ExpectedBytes(changed);
  }

  /** The same with zeroes in the part of a range that is in the file. */
  ExpectedBytes withHole(int from, int to) {
    int[] changed = seeds.clone();
    int end = Math.min(to, changed.length);
    if (from < end) {
      Arrays.fill(changed, from, end, ZERO);
    }
    return new ExpectedBytes(changed);
  }

  /** The same, shorter or with zeroes at the end. */
  ExpectedBytes ofSize(int size) {
    return new ExpectedBytes(Arrays.copyOf(seeds, size));
  }

  /** Reads the whole file into {@code buf} and looks at all of it. */
  void readBack(TaskSteps task) {
    task.call("pread(fd, buf, %d, 0) = %d".formatted(seeds.length + 4096, seeds.length));
    int from = 0;
    while (from < seeds.length) {
      int to = from;
      while (to < seeds.length && seeds[to] == seeds[from]) {
        to++;
      }
      task.call("load(buf + %d, %d) = %s".formatted(from, to - from, content(from)));
      from = to;
    }
  }

  private String content(int from) {
    return seeds[from] == ZERO ? "fill(0)" : "pattern(%d, %d)".formatted(seeds[from], from);
  }
}
