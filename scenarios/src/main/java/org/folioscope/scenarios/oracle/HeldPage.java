package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.vm.folio.Folio;

/** A page of a file that is held for a device, or for somebody who copies, to be written or not. */
final class HeldPage {

  private final int inode;
  private final long index;
  private final List<Holder> holders = new ArrayList<>();
  private boolean forWriting;

  /** Who holds it. What is in the hands of a device is let go by anybody, the rest by its task. */
  private static final class Holder {

    private final int task;
    private boolean withDevice;

    Holder(int task) {
      this.task = task;
    }

    Holder(Holder other) {
      this.task = other.task;
      this.withDevice = other.withDevice;
    }
  }

  HeldPage(int inode, long index) {
    this.inode = inode;
    this.index = index;
  }

  /** Is held as the other one is by now. */
  HeldPage(HeldPage other) {
    this(other.inode, other.index);
    other.holders.forEach(holder -> holders.add(new Holder(holder)));
    forWriting = other.forWriting;
  }

  int inode() {
    return inode;
  }

  long index() {
    return index;
  }

  /** Whether the change is of this page and may still be going on. */
  boolean isBusyWith(Change change) {
    return change.end() == Change.OPEN && change.position() / Folio.SIZE == index;
  }

  boolean isForWriting() {
    return forWriting;
  }

  void hold(int task, boolean write) {
    holders.add(new Holder(task));
    forWriting |= write;
  }

  boolean isHeldBy(int task) {
    return holders.stream().anyMatch(holder -> holder.task == task);
  }

  /** The task handed it to a device. */
  void submitted(int task) {
    holders.stream()
        .filter(holder -> holder.task == task && !holder.withDevice)
        .findFirst()
        .ifPresent(holder -> holder.withDevice = true);
  }

  /** The task lets it go, for itself or at the end of a transfer; gives whether it was the last. */
  boolean release(int task) {
    Holder released =
        holders.stream()
            .filter(holder -> holder.task == task)
            .findFirst()
            .or(() -> holders.stream().filter(holder -> holder.withDevice).findFirst())
            .orElseGet(holders::getLast);
    holders.remove(released);
    return holders.isEmpty();
  }
}
