package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
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
   * What was done to the target as it seems now.
   *
   * @param source what was done to the source
   * @param before what was done to the target before
   * @param period from when to when it was made a copy
   * @param certain whether it was done as a whole
   */
  List<Change> clone(
      int target, List<Change> source, List<Change> before, Change.Period period, boolean certain) {
    List<Change> changes = new ArrayList<>();
    for (Change change : before) {
      if (!certain || change.end() >= period.begin()) {
        changes.add(change.unconfirmed());
      }
    }
    for (Change change : source) {
      boolean settled = certain && change.end() < period.begin();
      Change copy = change.of(target);
      changes.add(settled ? copy : copy.unconfirmed().endedAt(period.end()));
    }
    cloned.put(target, period.end());
    return changes;
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
