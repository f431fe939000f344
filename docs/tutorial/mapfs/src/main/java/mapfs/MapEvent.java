package mapfs;

import org.folioscope.eventlog.log.Event;

/** Everything that happens to the map. A key stands for a block of a file. */
public sealed interface MapEvent extends Event {

  /** The block has a place on the device; what lies there is not the file's yet. */
  record BlockAllocated(long key, long sector) implements MapEvent {
    @Override
    public String note() {
      return "allocate sector " + sector;
    }
  }

  /** The bytes of the block have reached its place. */
  record BlockWritten(long key, long sector) implements MapEvent {}

  /** The block is a hole again, and its place anybody's. */
  record BlockFreed(long key, long sector) implements MapEvent {}
}
