package org.folioscope.vm.folio;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.eventlog.state.Sequence;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;

/** The state of every page frame and the free lists, one a CPU. */
final class FolioState implements StateOwner<FolioEvent> {

  static final int PAGE_SIZE = 4096;

  private static final EventFamily<FolioEvent> FAMILY =
      EventFamily.of("folio", 1, FolioEvent.class);
  private static final int FLAGS = PageFlag.values().length;
  private static final int SECTORS = PAGE_SIZE / Content.SECTOR;
  private static final Content ZEROES = Content.fill(0, Content.SECTOR);

  /** More plain references than come and go at once. */
  private static final int MARGIN = 256;

  private static final long TAIL = 1;
  private static final long GONE = 2;

  private final Machine machine;
  private final LongArray flags;
  private final LongArray lockOwner;
  private final LongArray refcount;
  private final LongArray pins;
  private final LongArray mapcount;
  private final LongArray inode;
  private final LongArray index;
  private final RefArray<Content> data;
  private final LongArray framesUsed;
  private final LongArray use;
  private final LongArray choice;
  private final Sequence[] free = new Sequence[TaskIds.PROCESSES];

  FolioState(Machine machine) {
    this.machine = machine;
    StateSpace space = machine.space();
    flags = space.longs("folio.flags");
    lockOwner = space.longs("folio.lock-owner");
    refcount = space.longs("folio.refcount");
    pins = space.longs("folio.pins");
    mapcount = space.longs("folio.mapcount");
    inode = space.longs("folio.mapping");
    index = space.longs("folio.index");
    data = space.refs("folio.data");
    use = space.longs("folio.use");
    framesUsed = space.longs("cpu.frames-used");
    choice = space.longs("cpu.frame-choice");
    for (int cpu = 0; cpu < free.length; cpu++) {
      free[cpu] = space.sequence("cpu.free." + cpu);
    }
  }

  @Override
  public EventFamily<FolioEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(FolioEvent event) {
    switch (event) {
      case FolioEvent.FolioAllocated e -> allocate(e.folio(), e.cpu());
      case FolioEvent.FolioFreed e -> release(e.folio(), e.cpu());
      case FolioEvent.FolioLeaked e -> refcount.set(e.folio(), 0);
      case FolioEvent.HugePageAllocated e -> {
        allocate(e.folio(), e.cpu());
        e.tails().forEach(tail -> takeAway(tail, TAIL));
      }
      case FolioEvent.MemoryRemoved e -> e.frames().forEach(frame -> takeAway(frame, GONE));
      case FolioEvent.FolioLocked e -> {
        set(e.folio(), PageFlag.LOCKED, 1);
        lockOwner.set(e.folio(), e.task() + 1L);
      }
      case FolioEvent.FolioUnlocked e -> {
        set(e.folio(), PageFlag.LOCKED, 0);
        lockOwner.set(e.folio(), 0);
      }
      case FolioEvent.FlagSet e -> set(e.folio(), e.flag(), 1);
      case FolioEvent.FlagCleared e -> set(e.folio(), e.flag(), 0);
      case FolioEvent.ReferencesTaken e -> count(e.folio(), e.count());
      case FolioEvent.ReferencesDropped e -> count(e.folio(), -e.count());
      case FolioEvent.ReferencesFrozen e -> refcount.set(e.folio(), 0);
      case FolioEvent.ReferencesUnfrozen e -> refcount.set(e.folio(), e.count());
      case FolioEvent.PageMapped e -> {
        mapcount.add(e.folio(), 1);
        refcount.add(e.folio(), 1);
      }
      case FolioEvent.PageUnmapped e -> {
        mapcount.add(e.folio(), -1);
        refcount.add(e.folio(), -1);
      }
      case FolioEvent.MappingSet e -> {
        inode.set(e.folio(), e.inode());
        index.set(e.folio(), e.index());
        refcount.add(e.folio(), 1);
      }
      case FolioEvent.MappingCleared e -> inode.set(e.folio(), 0);
      case FolioEvent.PrivateAttached e -> setPrivate(e.folio(), true);
      case FolioEvent.PrivateDetached e -> setPrivate(e.folio(), false);
      case FolioEvent.DataStored e -> store(e.folio(), e.offset(), e.content());
      case FolioEvent.FrameSought e -> choice.set(e.cpu(), 1);
      case FolioEvent.FramePassedOver e -> choice.add(e.cpu(), 1);
      case FolioEvent.FrameChosen e -> choice.set(e.cpu(), 0);
    }
  }

  boolean flag(int folio, PageFlag flag) {
    return flags.get(folio * FLAGS + flag.ordinal()) != 0;
  }

  int lockOwner(int folio) {
    return lockOwner.getInt(folio) - 1;
  }

  int refcount(int folio) {
    return refcount.getInt(folio);
  }

  /** How many times the references of a pin were taken and not yet dropped. */
  long pins(int folio) {
    return pins.get(folio);
  }

  /**
   * Whether plain references are so few that some more or less make no pin of them, nor hide one;
   * looks without reading, as that stays true when they come and go in another order.
   */
  boolean farFromPinBias(int folio) {
    long plain = peekRefcount(folio) - machine.peek(() -> pins.get(folio)) * Folio.PIN_BIAS;
    return plain >= 0 && plain < Folio.PIN_BIAS - MARGIN;
  }

  /** The count, without reading it. */
  int peekRefcount(int folio) {
    return (int) machine.peek(() -> refcount.get(folio));
  }

  int mapcount(int folio) {
    return mapcount.getInt(folio);
  }

  int inode(int folio) {
    return inode.getInt(folio);
  }

  long index(int folio) {
    return index.get(folio);
  }

  Content load(int folio, int offset, int length) {
    List<Content> parts = new ArrayList<>(SECTORS);
    int at = offset;
    while (at < offset + length) {
      int from = at % Content.SECTOR;
      int count = Math.min(Content.SECTOR - from, offset + length - at);
      parts.add(sector(folio, at / Content.SECTOR).slice(from, count));
      at += count;
    }
    return Content.concat(parts);
  }

  /**
   * The frame that the next allocation on the CPU will get: the one freed there last, or a new one.
   */
  int nextFree(int cpu) {
    return free[cpu].size() > 0 ? (int) free[cpu].get(0) : newFrame(cpu);
  }

  /** A frame that was never used, for the CPU. */
  int newFrame(int cpu) {
    return framesUsed.getInt(cpu) * TaskIds.PROCESSES + cpu;
  }

  /**
   * Every frame that an allocation on the CPU could get: the next one first, then those that were
   * freed on other CPUs, and a new one.
   */
  List<Integer> candidates(int cpu) {
    List<Integer> frames = new ArrayList<>();
    addAll(free[cpu], frames);
    for (Sequence list : free) {
      if (list != free[cpu]) {
        addAll(list, frames);
      }
    }
    frames.add(newFrame(cpu));
    return frames;
  }

  /** Whether a frame is being chosen for the CPU. */
  boolean choosing(int cpu) {
    return choice.get(cpu) != 0;
  }

  /** How many candidates were passed over. */
  int passedOver(int cpu) {
    return choice.getInt(cpu) - 1;
  }

  /** The frames on the free lists of all CPUs. */
  List<Integer> allFree() {
    List<Integer> frames = new ArrayList<>();
    for (Sequence list : free) {
      addAll(list, frames);
    }
    return frames;
  }

  private static void addAll(Sequence list, List<Integer> frames) {
    for (int at = 0; at < list.size(); at++) {
      frames.add((int) list.get(at));
    }
  }

  boolean isTail(int frame) {
    return use.get(frame) == TAIL;
  }

  boolean isGone(int frame) {
    return use.get(frame) == GONE;
  }

  private void takeAway(int frame, long newUse) {
    takeOffLists(frame);
    use.set(frame, newUse);
  }

  private void takeOffLists(int frame) {
    for (Sequence list : free) {
      if (list.contains(frame)) {
        list.remove(frame);
      }
    }
  }

  /** Pins are counted apart too, so that asking for them is not asking for every reference. */
  private void count(int folio, int change) {
    refcount.add(folio, change);
    if (change / Folio.PIN_BIAS != 0) {
      pins.add(folio, change / Folio.PIN_BIAS);
    }
  }

  private void allocate(int folio, int cpu) {
    if (free[cpu].contains(folio)) {
      free[cpu].remove(folio);
    } else if (folio == newFrame(cpu)) {
      framesUsed.add(cpu, 1);
    } else {
      takeOffLists(folio);
    }
    refcount.set(folio, 1);
    pins.set(folio, 0);
  }

  private void release(int folio, int cpu) {
    for (PageFlag flag : PageFlag.values()) {
      set(folio, flag, 0);
    }
    lockOwner.set(folio, 0);
    index.set(folio, 0);
    for (int sector = 0; sector < SECTORS; sector++) {
      data.set(folio * SECTORS + sector, null);
    }
    free[cpu].addFirst(folio);
  }

  private void setPrivate(int folio, boolean attached) {
    set(folio, PageFlag.PRIVATE, attached ? 1 : 0);
    refcount.add(folio, attached ? 1 : -1);
  }

  private void set(int folio, PageFlag flag, int value) {
    flags.set(folio * FLAGS + flag.ordinal(), value);
  }

  private void store(int folio, int offset, Content content) {
    int done = 0;
    while (done < content.length()) {
      int at = offset + done;
      int sector = at / Content.SECTOR;
      int from = at % Content.SECTOR;
      int count = Math.min(Content.SECTOR - from, content.length() - done);
      data.set(
          folio * SECTORS + sector, sector(folio, sector).with(from, content.slice(done, count)));
      done += count;
    }
  }

  private Content sector(int folio, int sector) {
    Content stored = data.get(folio * SECTORS + sector);
    return stored == null ? ZEROES : stored;
  }
}
