package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
final class Wrap {

  private Wrap() {}

  /**
   * Breaks at blanks; a word that is longer than a line is cut.
   *
   * @param width of every line
   * @param hanging by how much all lines but the first are indented
   */
  static List<String> words(String text, int width, int hanging) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean empty = true;
    for (String word : ascii(text).strip().split("\\s+")) {
      String rest = word;
      if (!empty && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(" ".repeat(hanging));
        empty = true;
      }
      line.append(empty ? "" : " ");
      while (line.length() + rest.length() > width) {
        int room = width - line.length();
        lines.add(line + rest.substring(0, room));
        rest = rest.substring(room);
        line.setLength(0);
        line.append(" ".repeat(hanging));
      }
      line.append(rest);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text in ASCII: what mails and commit messages can carry everywhere. */
  static String ascii(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case 0x2018, 0x2019 -> plain.append('\'');
            case 0x201C, 0x201D -> plain.append('"');
            case 0x2013, 0x2014, 0x2212 -> plain.append('-');
            case 0x2192 -> plain.append("->");
            case 0x2026 -> plain.append("...");
            default -> plain.append(character < 0x7F ? (char) character : '?');
          }
        });
    return plain.toString();
  }
}
