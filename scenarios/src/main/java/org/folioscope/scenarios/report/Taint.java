package org.folioscope.scenarios.report;

import java.util.SortedSet;
import java.util.TreeSet;

/** What has gone wrong before, as the kernel says it in every later complaint (print_tainted). */
final class Taint {

  static final char BAD_PAGE = 'B';
  static final char DIE = 'D';
  static final char WARN = 'W';

  private final SortedSet<Character> flags = new TreeSet<>();

  void add(char flag) {
    flags.add(flag);
  }

  /** Not tainted, or the letters in the kernel's order, which for these is the alphabet's. */
  String label() {
    if (flags.isEmpty()) {
      return "Not tainted";
    }
    StringBuilder label = new StringBuilder("Tainted: G");
    flags.forEach(flag -> label.append(' ').append(flag));
    return label.toString();
  }
}
