package org.folioscope.scenarios.oracle;

import java.util.List;
import org.folioscope.eventlog.content.Content;

/** Compares a file as read back with what was written to it. */
final class FileComparison {

  private static final int SECTOR = Content.SECTOR;

  private final String name;
  private final List<Change> changes;

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

  void check(Content bytes, List<Finding> wrong) {
    long staleFrom = -1;
    long foreignFrom = -1;
    for (int at = 0; at < bytes.length(); at++) {
      if (at % SECTOR == 0 && isRightSector(bytes, at)) {
        at += SECTOR - 1;
        continue;
      }
      Judgement judgement = judge(at, bytes.byteAt(at));
      if (judgement == Judgement.STALE && staleFrom < 0) {
        staleFrom = at;
      }
      if (judgement == Judgement.FOREIGN && foreignFrom < 0) {
        foreignFrom = at;
      }
    }
    if (foreignFrom >= 0) {
      wrong.add(Finding.corrupt(describe(bytes, foreignFrom) + ", which was never written there"));
    }
    if (staleFrom >= 0) {
      wrong.add(Finding.lost(describe(bytes, staleFrom) + ", an older value"));
    }
    long end =
        changes.stream()
            .filter(Change::certain)
            .mapToLong(change -> change.position() + change.content().length())
            .max()
            .orElse(0);
    if (bytes.length() < end) {
      wrong.add(
          Finding.lost(
              name + " ends at byte " + bytes.length() + ", " + end + " bytes were written"));
    }
  }

  /**
   * The common case, looked at as a whole: the sector is as one change left it that nobody came
   * after.
   */
  private boolean isRightSector(Content bytes, int sector) {
    if (sector + SECTOR > bytes.length()) {
      return false;
    }
    Content found = bytes.slice(sector, SECTOR);
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
  private boolean noneAfter(Change change, int sector) {
    for (Change later : changes) {
      boolean touches =
          later.position() < sector + SECTOR
              && later.position() + later.content().length() > sector;
      if (later.begin() > change.end() && touches) {
        return false;
      }
    }
    return true;
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

  private String describe(Content bytes, long at) {
    long sector = at / SECTOR * SECTOR;
    int length = (int) Math.min(SECTOR, bytes.length() - sector);
    return String.format(
        "%s at byte %d (sector %s) holds 0x%02X",
        name, at, bytes.slice((int) sector, length), bytes.byteAt((int) at));
  }
}
