package org.folioscope.vm.contract.watch;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.vm.contract.Held;
import org.folioscope.vm.inode.Inodes;

/**
 * The locks that a task holds.
 *
 * @param folios the frames whose page lock it took
 * @param others the others, for example {@code i_rwsem[2] write}
 */
record HeldLocks(SortedSet<Long> folios, SortedSet<String> others) {

  private static final String PREFIX = "lock.";
  private static final int READER_SLOTS = 64;

  /** What a task holds now. */
  static HeldLocks of(StateSpace space, int task) {
    SortedSet<Long> folios = new TreeSet<>();
    SortedSet<String> others = new TreeSet<>();
    String owner = Integer.toString(task + 1);
    for (Container container : space.containers()) {
      String name = container.name();
      if (name.equals("folio.lock-owner")) {
        container.forEach((path, value) -> {
          if (value.equals(owner)) {
            folios.add(Slots.slot(path));
          }
        });
      } else if (name.startsWith(PREFIX) && name.endsWith(".owner")) {
        String lock = name.substring(PREFIX.length(), name.length() - ".owner".length());
        container.forEach((path, value) -> {
          if (value.equals(owner)) {
            others.add(label(lock, Slots.slot(path), true));
          }
        });
      } else if (name.startsWith(PREFIX) && name.endsWith(".held-for-read")) {
        String lock = name.substring(PREFIX.length(), name.length() - ".held-for-read".length());
        container.forEach((path, value) -> {
          if (Slots.slot(path) % READER_SLOTS == task) {
            others.add(label(lock, Slots.slot(path) / READER_SLOTS, false));
          }
        });
      }
    }
    return new HeldLocks(folios, others);
  }

  /**
   * Whether the lock is among them; the number is the inode's or the frame's. What the kernel does
   * under a page-table lock is one step here.
   */
  boolean has(Held held, long inode, long folio, boolean inStep) {
    return switch (held) {
      case FOLIO -> folios.contains(folio);
      case RWSEM -> others.contains(label("i_rwsem", inode, true));
      case RWSEM_SHARED -> either("i_rwsem", inode);
      case INVALIDATE -> others.contains(label("invalidate_lock", inode, true));
      case INVALIDATE_SHARED -> either("invalidate_lock", inode);
      case MMAP ->
          others.stream().anyMatch(lock -> lock.startsWith("mmap_lock[") && lock.endsWith("write"));
      case MMAP_SHARED -> others.stream().anyMatch(lock -> lock.startsWith("mmap_lock["));
      case FOLIO_OR_PAGE_TABLE -> folios.contains(folio) || inStep;
      case DIRECTORY -> others.contains(label(Inodes.DIRECTORY_LOCK, 0, true));
    };
  }

  private boolean either(String lock, long inode) {
    return others.contains(label(lock, inode, true)) || others.contains(label(lock, inode, false));
  }

  private static String label(String lock, long instance, boolean write) {
    return lock + "[" + instance + "] " + (write ? "write" : "read");
  }
}
