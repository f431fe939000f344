package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files that became copies of others: what was done to the source before is done to the target. A
 * change that was under way meanwhile, of either, may show or not. What is done to the source later
 * must never show in the target.
 */
final class Clones {

  private final SortedMap<Integer, Long> cloned = new TreeMap<>();
  private final List<Copy> copies = new ArrayList<>();

  /** That a file became a copy of another, and when it was one. */
  private record Copy(int source, int target, long end) {}

  /**
   * What was done to the target as it seems now. What lay behind the end of the source stays.
   *
   * @param source what was done to the source
   * @param before what was done to the target before
   * @param period from when to when it was made a copy
   * @param certain whether it was done as a whole
   */
  List<Change> clone(
      int target, List<Change> source, List<Change> before, Change.Period period, boolean certain) {
    FileSizes sizes = new FileSizes(source);
    long least = sizes.least(period);
    long most = sizes.greatest(period, Change.NOTHING);
    boolean longer = new FileSizes(before).greatest(period, Change.NOTHING) > least;
    List<Change> changes = new ArrayList<>();
    for (Change change : before) {
      if (!certain || change.end() >= period.begin()) {
        changes.add(change.unconfirmed());
      } else if (longer) {
        stays(change, least, most).forEach(changes::add);
      }
    }
    for (Change change : source) {
      boolean settled = certain && change.end() < period.begin();
      for (Change part : longer ? copied(change, sizes, least, most) : List.of(change)) {
        Change copy = part.of(target);
        changes.add(settled ? copy : copy.unconfirmed().endedAt(period.end()));
      }
    }
    if (longer) {
      changes.add(
          new Change(
              target, Change.Kind.EXTEND, 0, least, null, period.begin(), period.end(), certain));
    }
    cloned.put(target, period.end());
    return changes;
  }

  /**
   * Of a change of the target: what lies behind the end that the source had, or may have had. It
   * was not truncated to less.
   */
  private static List<Change> stays(Change change, long least, long most) {
    if (change.truncates()) {
      return List.of(change.position() < least ? change.at(least) : change);
    }
    List<Change> parts = new ArrayList<>();
    part(change, least, most).map(Change::unconfirmed).ifPresent(parts::add);
    part(change, most, Change.OPEN).ifPresent(parts::add);
    return parts;
  }

  /** Of a change of the source: what lies before that end. It does not make the target shorter. */
  private static List<Change> copied(Change change, FileSizes sizes, long least, long most) {
    Change bytes = change.truncates() ? change.emptiedFrom(sizes.cut(change)) : change;
    List<Change> parts = new ArrayList<>();
    part(bytes, 0, least).ifPresent(parts::add);
    part(bytes, least, most).map(Change::unconfirmed).ifPresent(parts::add);
    return parts;
  }

  private static Optional<Change> part(Change change, long from, long to) {
    long begin = Math.max(from, change.position());
    long end = Math.min(to, change.after());
    return begin < end ? Optional.of(change.between(begin, end)) : Optional.empty();
  }

  /** From here on the target is a copy of the source as it was until then. */
  void noted(int source, int target, long end) {
    copies.add(new Copy(source, target, end));
  }

  /** What a change that is over only now may have done to copies that were made meanwhile. */
  List<Change> inCopies(Change change) {
    return copies.stream()
        .filter(copy -> copy.source() == change.inode() && change.begin() < copy.end())
        .map(copy -> change.of(copy.target()).unconfirmed().endedAt(copy.end()))
        .toList();
  }

  /** A change that began before its file became a copy, and may be gone with what was there. */
  Change judged(Change change) {
    Long last = cloned.get(change.inode());
    return last != null && change.begin() < last ? change.unconfirmed() : change;
  }
}
