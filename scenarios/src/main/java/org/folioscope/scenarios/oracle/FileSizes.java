package org.folioscope.scenarios.oracle;

import java.util.List;

/** How long a file can have been, as far as its writers know. */
final class FileSizes {

  /** After everything. */
  static final Change.Period AT_THE_END = new Change.Period(Long.MAX_VALUE, Long.MAX_VALUE);

  private final List<Change> changes;

  FileSizes(List<Change> changes) {
    this.changes = changes;
  }

  /** Whether the file was ever truncated. */
  boolean anyTruncation() {
    return changes.stream().anyMatch(Change::truncates);
  }

  /** Whether anything is known of it: of memory that was never given a size there is not. */
  boolean areKnown() {
    return changes.stream().anyMatch(change -> change.truncates() || change.size() > 0);
  }

  /** The least size that it can have had at some time of the period. */
  long least(Change.Period period) {
    long least = Long.MAX_VALUE;
    boolean certainlyTruncated = false;
    for (Change last : changes) {
      if (last.truncates() && last.begin() <= period.end() && !superseded(last, period)) {
        certainlyTruncated |= last.certain() && last.end() < period.begin();
        least = Math.min(least, Math.max(last.size(), writtenSince(last.end(), period)));
      }
    }
    return certainlyTruncated ? least : Math.min(least, writtenSince(-1, period));
  }

  /** The greatest size that it can have had at some time of the period, but for one change. */
  long greatest(Change.Period period, Change but) {
    long greatest = 0;
    for (Change change : changes) {
      if (change != but && change.begin() <= period.end() && !superseded(change, period)) {
        greatest = Math.max(greatest, change.size());
      }
    }
    return greatest;
  }

  /** From where on a truncation left zeroes: where the file ended if that made it longer. */
  long cut(Change truncation) {
    Change.Period period = new Change.Period(truncation.begin(), truncation.end());
    return Math.min(truncation.position(), greatest(period, truncation));
  }

  /** Whether a truncation certainly came after the change and before the period. */
  private boolean superseded(Change change, Change.Period period) {
    for (Change later : changes) {
      boolean between = change.before(later) && later.end() < period.begin();
      if (between && later.truncates() && later.certain()) {
        return true;
      }
    }
    return false;
  }

  /** How far bytes were certainly written after an event and before the period. */
  private long writtenSince(long event, Change.Period period) {
    long end = 0;
    for (Change change : changes) {
      boolean between = change.begin() > event && change.end() < period.begin();
      if (between && change.certain() && !change.truncates()) {
        end = Math.max(end, change.size());
      }
    }
    return end;
  }
}
