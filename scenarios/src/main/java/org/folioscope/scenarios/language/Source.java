package org.folioscope.scenarios.language;

import java.util.Arrays;

/** The text of a scenario file, as code points, with a line and a column for each of them. */
final class Source {
  private final String path;
  private final String text;
  private final int[] points;
  private final int[] lineStarts;

  Source(String path, String text) {
    this.path = path;
    this.text = text;
    this.points = text.codePoints().toArray();
    this.lineStarts = lineStarts(points);
  }

  private static int[] lineStarts(int[] points) {
    int[] starts = new int[points.length + 1];
    int lines = 1;
    for (int i = 0; i < points.length; i++) {
      boolean pair = points[i] == '\r' && i + 1 < points.length && points[i + 1] == '\n';
      if (points[i] == '\n' || (points[i] == '\r' && !pair)) {
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  String path() {
    return path;
  }

  String text() {
    return text;
  }

  int length() {
    return points.length;
  }

  /** The code point at an index, or -1 beyond the end. */
  int at(int index) {
    return index >= 0 && index < points.length ? points[index] : -1;
  }

  String slice(int from, int to) {
    return new String(points, from, to - from);
  }

  Position position(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, index - lineStarts[line] + 1);
  }

  ScenarioException error(Position position, String problem) {
    return new ScenarioException(path, position, problem);
  }
}
