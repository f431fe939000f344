package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.folioscope.scenarios.calls.CallEvent;

/** Where bytes were appended to files: no two appends may take the same place. */
final class Appends {

  private final List<CallEvent.BytesAppended> seen = new ArrayList<>();

  void appended(CallEvent.BytesAppended event, Consumer<Finding> findings) {
    for (CallEvent.BytesAppended other : seen) {
      if (other.inode() == event.inode()
          && other.position() < event.position() + event.length()
          && event.position() < other.position() + other.length()) {
        findings.accept(
            Finding.lost(
                "two appends to inode "
                    + event.inode()
                    + " went to bytes "
                    + other.position()
                    + " and "
                    + event.position(),
                List.of(Spot.ofByte(event.inode(), event.position()))));
      }
    }
    seen.add(event);
  }

  /** What lies behind the new end of the file can be appended again. */
  void resized(int inode, long size) {
    seen.removeIf(one -> one.inode() == inode && one.position() >= size);
    seen.replaceAll(one -> one.inode() == inode ? cut(one, size) : one);
  }

  private static CallEvent.BytesAppended cut(CallEvent.BytesAppended one, long size) {
    int left = (int) Math.min(one.length(), size - one.position());
    return new CallEvent.BytesAppended(one.task(), one.inode(), one.position(), left);
  }

  void evicted(int inode) {
    seen.removeIf(one -> one.inode() == inode);
  }
}
