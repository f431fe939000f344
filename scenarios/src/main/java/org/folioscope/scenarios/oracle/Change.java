package org.folioscope.scenarios.oracle;

import org.folioscope.eventlog.content.Content;

/**
 * A change of bytes of a file, by a program or a device, and when it happened.
 *
 * @param begin the number of the event before which the bytes were certainly not changed
 * @param end the number of the event after which they certainly were and the writer was done;
 *     {@link #OPEN} while it is not
 * @param certain false if the bytes may have arrived or not: they are right where they are found,
 *     and so is what stood there before
 */
record Change(int inode, long position, Content content, long begin, long end, boolean certain) {

  static final long OPEN = Long.MAX_VALUE;

  boolean covers(long at) {
    return at >= position && at < position + content.length();
  }

  int byteAt(long at) {
    return content.byteAt((int) (at - position));
  }

  /** The bytes between two positions. */
  Change part(long from, long to) {
    Content bytes =
        from == position && to == position + content.length()
            ? content
            : content.slice((int) (from - position), (int) (to - from));
    return new Change(inode, from, bytes, begin, end, certain);
  }

  /** The same, of which nobody can say whether it arrived. */
  Change unconfirmed() {
    return new Change(inode, position, content, begin, end, false);
  }

  Change endedAt(long event) {
    return new Change(inode, position, content, begin, event, certain);
  }
}
