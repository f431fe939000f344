package org.folioscope.scenarios.language;

/** Walks over the text of calls, word by word. */
final class CallCursor {
  private final CallText text;
  private int index;

  CallCursor(CallText text) {
    this.text = text;
    this.index = text.from();
    skipSpace();
  }

  int index() {
    return index;
  }

  void jumpTo(int target) {
    index = target;
    skipSpace();
  }

  boolean atEnd() {
    return peek() == -1;
  }

  int peek() {
    return text.at(index);
  }

  Position position() {
    return text.positions().apply(index);
  }

  ScenarioException error(String problem) {
    return text.error(index, problem);
  }

  ScenarioException errorAt(int where, String problem) {
    return text.error(where, problem);
  }

  /** Takes a character and the space after it, if it is there. */
  boolean accept(char c) {
    if (peek() != c) {
      return false;
    }
    jumpTo(index + 1);
    return true;
  }

  boolean startsName() {
    return isNameStart(peek());
  }

  boolean startsNumber() {
    return isDigit(peek());
  }

  /** The identifier that starts here. */
  String name() {
    return word();
  }

  /** The number with its suffix that starts here. */
  String number() {
    return word();
  }

  private String word() {
    int start = index;
    while (isNameStart(peek()) || isDigit(peek())) {
      index++;
    }
    String word = text.characters().slice(start, index);
    skipSpace();
    return word;
  }

  /** The string in double quotes that starts here, its escapes undone. */
  String string() {
    StringBuilder value = new StringBuilder();
    int opening = index++;
    while (peek() != '"') {
      int c = peek();
      if (c == -1 || c == '\n' || c == '\r') {
        throw text.error(c == -1 ? text.to() : opening, "the string is not closed; expected '\"'");
      }
      index++;
      value.appendCodePoint(c == '\\' ? escape() : c);
    }
    jumpTo(index + 1);
    return value.toString();
  }

  private int escape() {
    int c = peek();
    index++;
    return switch (c) {
      case '"', '\\' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> hexadecimal();
      default ->
          throw text.error(
              index - 2,
              "unknown escape in a string; there are \\\" \\\\ \\n \\r \\t and \\x00 to \\x7f");
    };
  }

  private int hexadecimal() {
    int high = Character.digit(Math.max(0, peek()), 16);
    int low = Character.digit(Math.max(0, text.at(index + 1)), 16);
    if (high < 0 || high > 7 || low < 0) {
      throw text.error(index - 2, "expected two hexadecimal digits from 00 to 7f after \\x");
    }
    index += 2;
    return high * 16 + low;
  }

  /** What stands here, for a message. */
  String found() {
    int c = peek();
    return c == -1 ? "the end" : "'" + Character.toString(c) + "'";
  }

  private void skipSpace() {
    while (isSpace(peek()) || startsComment()) {
      if (startsComment()) {
        skipLine();
      } else {
        index++;
      }
    }
  }

  /** As in YAML, a comment stands after a space. */
  private boolean startsComment() {
    return peek() == '#' && index > text.from() && isSpace(text.at(index - 1));
  }

  private void skipLine() {
    while (!atEnd() && peek() != '\n' && peek() != '\r') {
      index++;
    }
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
