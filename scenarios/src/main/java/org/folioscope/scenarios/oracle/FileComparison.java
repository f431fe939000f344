package org.folioscope.scenarios.oracle;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.inode.Superblock;
import org.jspecify.annotations.Nullable;

/** Compares a file as read back with what was written to it. */
final class FileComparison {

  private static final int SECTOR = Content.SECTOR;
  private static final Content ZEROES = Content.fill(0, SECTOR);

  private static final int PAGE = 4096;

  private final int inode;
  private final String name;
  private final boolean named;
  private final FileSizes sizes;
  private final List<Change> changes;
  private @Nullable String stale;
  private @Nullable String foreign;
  private final SortedSet<Spot> staleSpots = new TreeSet<>();
  private final SortedSet<Spot> foreignSpots = new TreeSet<>();

  /** What a byte may be. */
  private enum Judgement {
    RIGHT,
    /** An older value that was written to this place. */
    STALE,
    /** Never written to this place. */
    FOREIGN
  }

  /**
   * @param judged makes those changes uncertain whose bytes may never have reached the device
   */
  FileComparison(int inode, String name, List<Change> known, UnaryOperator<List<Change>> judged) {
    this.inode = inode;
    this.name = name;
    this.sizes = new FileSizes(judged.apply(known));
    this.named = Superblock.of(inode) == Superblock.ROOT;
    this.changes = judged.apply(known.stream().map(this::withGrowth).toList());
  }

  /** Of a truncation that made the file longer: what was gained is zero too. */
  private Change withGrowth(Change change) {
    if (!change.truncates()) {
      return change;
    }
    return new Change(
        change.inode(),
        change.kind(),
        sizes.cut(change),
        Long.MAX_VALUE,
        null,
        change.begin(),
        change.end(),
        change.certain());
  }

  void check(List<Content> pieces, List<Finding> wrong) {
    long length = 0;
    for (Content piece : pieces) {
      look(length, piece);
      length += piece.length();
    }
    if (foreign != null) {
      wrong.add(Finding.corrupt(foreign + ", which was never written there", foreignSpots));
    }
    if (stale != null) {
      wrong.add(Finding.lost(stale + ", an older value", staleSpots));
    }
    checkSize(length, wrong);
  }

  private void checkSize(long length, List<Finding> wrong) {
    long least = Math.max(sizes.least(FileSizes.AT_THE_END), endOfDevicesBytes(length));
    if (length < least) {
      wrong.add(
          Finding.lost(
              name + " ends at byte " + length + ", " + least + " bytes were written",
              List.of(Spot.ofByte(inode, least - 1))));
    }
    long greatest = sizes.greatest(FileSizes.AT_THE_END, Change.NOTHING);
    if (named && sizes.anyTruncation() && length > greatest) {
      wrong.add(
          Finding.corrupt(
              name + " ends at byte " + length + ", it was truncated to " + greatest,
              List.of(Spot.ofByte(inode, length - 1))));
    }
  }

  /**
   * How far bytes reach that a device stored after every truncation, if the page that it held is
   * beyond the end of the file: they are nowhere.
   */
  private long endOfDevicesBytes(long length) {
    long end = 0;
    for (Change change : changes) {
      boolean last =
          change.kind() == Change.Kind.DEVICE
              && change.certain()
              && changes.stream().filter(Change::truncates).allMatch(cut -> cut.before(change));
      if (last && change.position() / PAGE * PAGE >= length) {
        end = Math.max(end, change.position() + change.length());
      }
    }
    return end;
  }

  /** Looks at the bytes of a piece; remembers the first that is wrong, and the pages of all. */
  private void look(long start, Content piece) {
    for (int at = 0; at < piece.length(); at++) {
      if (at % SECTOR == 0 && isRightSector(start, piece, at)) {
        at += SECTOR - 1;
        continue;
      }
      Judgement judgement = judge(start + at, piece.byteAt(at));
      if (judgement == Judgement.STALE) {
        stale = stale == null ? describe(start, piece, at) : stale;
        staleSpots.add(Spot.ofByte(inode, start + at));
      }
      if (judgement == Judgement.FOREIGN) {
        foreign = foreign == null ? describe(start, piece, at) : foreign;
        foreignSpots.add(Spot.ofByte(inode, start + at));
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
    if (found.equals(ZEROES)
        && changes.stream().noneMatch(change -> change.touches(sector, SECTOR))) {
      return true;
    }
    for (Change change : changes) {
      boolean whole = change.covers(sector) && change.covers(sector + SECTOR - 1);
      if (whole && found.equals(change.part(sector, SECTOR)) && !overwritten(change, sector)) {
        return noneAfter(change, sector);
      }
    }
    return false;
  }

  /** Whether no change that came after this one touches the sector. */
  private boolean noneAfter(Change change, long sector) {
    for (Change later : changes) {
      if (later.begin() > change.end() && later.touches(sector, SECTOR)) {
        return false;
      }
    }
    return true;
  }

  private Judgement judge(long at, int value) {
    boolean seen = false;
    boolean certain = false;
    for (Change change : changes) {
      if (change.covers(at)) {
        certain |= certain(change, at);
        if (change.byteAt(at) == value) {
          if (!overwritten(change, at)) {
            return Judgement.RIGHT;
          }
          seen = true;
        }
      }
    }
    if (value == 0) {
      return certain ? Judgement.STALE : Judgement.RIGHT;
    }
    return seen ? Judgement.STALE : Judgement.FOREIGN;
  }

  /** Whether another change of the byte certainly came after this one. */
  private boolean overwritten(Change change, long at) {
    for (Change later : changes) {
      if (change.before(later) && later.covers(at) && certain(later, at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the change certainly made the byte what it says: not if it failed, nor if it was a
   * store, of a program or a device, that may have been beyond the end of the file.
   */
  private boolean certain(Change change, long at) {
    boolean intoMemory = change.kind() == Change.Kind.STORE || change.kind() == Change.Kind.DEVICE;
    boolean inside =
        !intoMemory
            || !sizes.areKnown()
            || sizes.least(new Change.Period(change.begin(), change.end())) > at;
    return change.certain() && inside;
  }

  private String describe(long start, Content piece, int at) {
    int sector = at / SECTOR * SECTOR;
    int length = Math.min(SECTOR, piece.length() - sector);
    return String.format(
        "%s at byte %d (sector %s) holds 0x%02X",
        name, start + at, piece.slice(sector, length), piece.byteAt(at));
  }
}
