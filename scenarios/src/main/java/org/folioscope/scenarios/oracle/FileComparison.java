package org.folioscope.scenarios.oracle;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/** Compares a file as read back with what was written to it. */
final class FileComparison {

  private static final int SECTOR = Content.SECTOR;
  private static final Content ZEROES = Content.fill(0, SECTOR);

  private final String name;
  private final List<Change> changes;
  private @Nullable String stale;
  private @Nullable String foreign;

  /** What a byte may be. */
  private enum Judgement {
    RIGHT,
    /** An older value that was written to this place. */
    STALE,
    /** Never written to this place. */
    FOREIGN
  }

  FileComparison(String name, List<Change> changes) {
    this.name = name;
    this.changes = changes;
  }

  void check(List<Content> pieces, List<Finding> wrong) {
    long length = 0;
    for (Content piece : pieces) {
      look(length, piece);
      length += piece.length();
    }
    if (foreign != null) {
      wrong.add(Finding.corrupt(foreign + ", which was never written there"));
    }
    if (stale != null) {
      wrong.add(Finding.lost(stale + ", an older value"));
    }
    long end =
        changes.stream()
            .filter(Change::certain)
            .mapToLong(change -> change.position() + change.content().length())
            .max()
            .orElse(0);
    if (length < end) {
      wrong.add(
          Finding.lost(name + " ends at byte " + length + ", " + end + " bytes were written"));
    }
  }

  /** Looks at the bytes of a piece and remembers the first that is wrong, of each sort. */
  private void look(long start, Content piece) {
    for (int at = 0; at < piece.length(); at++) {
      if (at % SECTOR == 0 && isRightSector(start, piece, at)) {
        at += SECTOR - 1;
        continue;
      }
      Judgement judgement = judge(start + at, piece.byteAt(at));
      if (judgement == Judgement.STALE && stale == null) {
        stale = describe(start, piece, at);
      }
      if (judgement == Judgement.FOREIGN && foreign == null) {
        foreign = describe(start, piece, at);
      }
    }
  }

  /**
   * The common case, looked at as a whole: the sector is as one change left it that nobody came
   * after, or nobody changed it ever.
   */
  private boolean isRightSector(long start, Content piece, int at) {
    if (at + SECTOR > piece.length()) {
      return false;
    }
    Content found = piece.slice(at, SECTOR);
    long sector = start + at;
    if (found.equals(ZEROES) && changes.stream().noneMatch(change -> touches(change, sector))) {
      return true;
    }
    for (Change change : changes) {
      boolean whole = change.covers(sector) && change.covers(sector + SECTOR - 1);
      if (whole
          && found.equals(change.content().slice((int) (sector - change.position()), SECTOR))
          && !overwritten(change, sector)) {
        return noneAfter(change, sector);
      }
    }
    return false;
  }

  /** Whether no change that came after this one touches the sector. */
  private boolean noneAfter(Change change, long sector) {
    for (Change later : changes) {
      if (later.begin() > change.end() && touches(later, sector)) {
        return false;
      }
    }
    return true;
  }

  private static boolean touches(Change change, long sector) {
    return change.position() < sector + SECTOR
        && change.position() + change.content().length() > sector;
  }

  private Judgement judge(long at, int value) {
    boolean seen = false;
    boolean anyCovers = false;
    for (Change change : changes) {
      if (change.covers(at)) {
        anyCovers = true;
        if (change.byteAt(at) == value) {
          if (!overwritten(change, at)) {
            return Judgement.RIGHT;
          }
          seen = true;
        }
      }
    }
    if (value == 0 && changes.stream().noneMatch(change -> change.certain() && change.covers(at))) {
      return Judgement.RIGHT;
    }
    if (!anyCovers) {
      return value == 0 ? Judgement.RIGHT : Judgement.FOREIGN;
    }
    return seen || value == 0 ? Judgement.STALE : Judgement.FOREIGN;
  }

  /** Whether another change of the byte certainly came after this one. */
  private boolean overwritten(Change change, long at) {
    for (Change later : changes) {
      if (later.certain() && later.begin() > change.end() && later.covers(at)) {
        return true;
      }
    }
    return false;
  }

  private String describe(long start, Content piece, int at) {
    int sector = at / SECTOR * SECTOR;
    int length = Math.min(SECTOR, piece.length() - sector);
    return String.format(
        "%s at byte %d (sector %s) holds 0x%02X",
        name, start + at, piece.slice(sector, length), piece.byteAt(at));
  }
}
