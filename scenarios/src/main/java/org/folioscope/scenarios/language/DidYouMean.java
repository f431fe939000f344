package org.folioscope.scenarios.language;

import io.vavr.control.Option;

/** Finds the known name that a mistyped one probably meant. */
public final class DidYouMean {
  private static final int LONGEST = 64;
  private static final int SHORTEST_START = 4;

  private DidYouMean() {}

  /** {@code "; did you mean 'x'?"}, or nothing when no known name is near. */
  public static String hint(String typed, Iterable<String> known) {
    return closest(typed, known).map(name -> "; did you mean '" + name + "'?").getOrElse("");
  }

  /**
   * The nearest known name: at most a third of its letters off, two letters for a short one, or cut
   * short. The first one wins a tie.
   */
  public static Option<String> closest(String typed, Iterable<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(typed, name);
      boolean near = distance <= tolerance(typed, name) || isCutShort(typed, name);
      if (near && distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return Option.of(best);
  }

  private static boolean isCutShort(String typed, String name) {
    return typed.length() >= SHORTEST_START && name.startsWith(typed);
  }

  private static int tolerance(String typed, String name) {
    int longer = Math.max(typed.length(), name.length());
    return Math.min(longer - 1, Math.max(2, longer / 3));
  }

  /** Insertions, removals, replacements and swaps of neighbours, ignoring case. */
  static int distance(String left, String right) {
    if (Math.max(left.length(), right.length()) > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, left, right, i, j);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int cheapest(int[][] cost, String left, String right, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (same(left, i, right, j) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && same(left, i, right, j - 1) && same(left, i - 1, right, j);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static boolean same(String left, int i, String right, int j) {
    return Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
  }
}
