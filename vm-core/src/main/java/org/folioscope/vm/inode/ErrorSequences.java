package org.folioscope.vm.inode;

import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.vm.errno.Errno;

/**
 * The errors of things by number (errseq_t): the last one, how many different ones there were, and
 * whether anybody was told of the last. One that nobody was told of is not counted again when it
 * comes again.
 */
final class ErrorSequences {

  private final LongArray count;
  private final RefArray<Errno> last;
  private final LongArray seen;

  ErrorSequences(StateSpace space, String name) {
    count = space.longs(name + ".wb-errors");
    last = space.refs(name + ".wb-error");
    seen = space.longs(name + ".wb-error-seen");
  }

  /** Whether recording the error changes anything. */
  boolean isNews(int number, Errno errno) {
    return count.get(number) == 0 || seen.get(number) != 0 || last.get(number) != errno;
  }

  /** Records an error (errseq_set). Only while an event is applied. */
  void set(int number, Errno errno) {
    if (count.get(number) == 0 || seen.get(number) != 0) {
      count.add(number, 1);
      seen.set(number, 0);
    }
    last.set(number, errno);
  }

  /** Somebody was told. Only while an event is applied. */
  void see(int number) {
    seen.set(number, 1);
  }

  /** Whether there is an error that nobody was told of. */
  boolean isUnseen(int number) {
    return count.get(number) != 0 && seen.get(number) == 0;
  }

  /** Where to begin: before an error that nobody was told of (errseq_sample). */
  long sample(int number) {
    return isUnseen(number) ? 0 : count.get(number);
  }

  /** Where the sequence is now. */
  long latest(int number) {
    return count.get(number);
  }

  /** The error since a sample was taken, or OK (errseq_check). */
  Errno since(int number, long sample) {
    Errno error = last.get(number);
    return count.get(number) == sample || error == null ? Errno.OK : error;
  }

  /** Nothing ever went wrong. Only while an event is applied. */
  void forget(int number) {
    count.set(number, 0);
    last.set(number, null);
    seen.set(number, 0);
  }
}
