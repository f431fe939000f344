package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Values of sectors, equal neighbours together. */
final class Sectors {

  private Sectors() {}

  /** One line: {@code 0-3 fill(0x00)*512, 4-7 fill(0xAB)*512}. */
  static String runs(SortedMap<Long, String> values) {
    List<String> lines = lines(values);
    return lines.isEmpty() ? "zeros" : String.join(", ", lines);
  }

  /** A line for each run of sectors with the same value. */
  static List<String> lines(SortedMap<Long, String> values) {
    List<String> lines = new ArrayList<>();
    long from = 0;
    long to = -1;
    String value = "";
    for (Map.Entry<Long, String> entry : values.entrySet()) {
      if (to >= from && entry.getKey() == to + 1 && entry.getValue().equals(value)) {
        to++;
        continue;
      }
      add(lines, from, to, value);
      from = entry.getKey();
      to = from;
      value = entry.getValue();
    }
    add(lines, from, to, value);
    return lines;
  }

  private static void add(List<String> lines, long from, long to, String value) {
    if (to >= from) {
      lines.add((from == to ? "" + from : from + "-" + to) + " " + value);
    }
  }
}
