package org.folioscope.scenarios.oracle;

import io.vavr.collection.Vector;
import org.folioscope.eventlog.content.Content;

/**
 * Bytes of a page that are known.
 *
 * @param pieces none of which touches another one's bytes
 * @param astray whether the page-table entry has pointed elsewhere since, or did then
 */
record StoredPage(Vector<Piece> pieces, boolean astray) {

  static final StoredPage EMPTY = new StoredPage(Vector.empty(), false);

  /** Bytes from an offset on. */
  record Piece(int offset, Content content) {

    int end() {
      return offset + content.length();
    }

    Vector<Piece> without(int from, int to) {
      Vector<Piece> left = Vector.empty();
      if (from >= end() || to <= offset) {
        return left.append(this);
      }
      if (from > offset) {
        left = left.append(new Piece(offset, content.slice(0, from - offset)));
      }
      return to < end() ? left.append(new Piece(to, content.slice(to - offset, end() - to))) : left;
    }
  }

  StoredPage with(int offset, Content content) {
    return new StoredPage(
        without(offset, content.length()).pieces.append(new Piece(offset, content)), astray);
  }

  StoredPage without(int offset, int length) {
    return new StoredPage(pieces.flatMap(piece -> piece.without(offset, offset + length)), astray);
  }

  StoredPage goneAstray() {
    return new StoredPage(pieces, true);
  }
}
