package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.gup.GupEvent;
import org.folioscope.gup.RegistrationEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.inode.Superblock;

/**
 * Knows what programs and devices wrote and what was acknowledged, from public events alone, and
 * checks what is read back. It has its own picture of each file and never asks the models.
 *
 * <p>A byte must be one that was written there last. Where two writers were at work at the same
 * time either may be the last. A device that fills a held page of a file is a writer from its first
 * store until the page is let go.
 */
public final class DataOracle implements MachineObserver {

  private static final int PAGE = 4096;

  private final Map<Integer, List<Change>> changes = new TreeMap<>();
  private final Map<Integer, HeldPage> held = new TreeMap<>();
  private final Map<Integer, Long> begun = new TreeMap<>();

  /** Tasks whose own stores into pages are the kernel's, which zeroes what is cut off. */
  private final SortedSet<Integer> reshapers = new TreeSet<>();

  private final List<Sync> syncs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final SplicedPages spliced = new SplicedPages();
  private final DirectSources sources = new DirectSources(spliced);
  private final Appends appends = new Appends();
  private final AnonymousMemory memory = new AnonymousMemory();
  private final Clones clones = new Clones();
  private final Durability durability;
  private final FailedPages failures;
  private final ReusedPages reused;
  private final Consumer<Finding> alarm;

  /** Knows nothing yet, and keeps quiet until asked. */
  public DataOracle() {
    this(new FailedPages(), false, finding -> {});
  }

  private DataOracle(FailedPages failures, boolean powerCuts, Consumer<Finding> alarm) {
    this.durability = new Durability(powerCuts);
    this.failures = failures;
    this.reused = new ReusedPages(failures::placeOf);
    this.alarm = alarm;
  }

  /**
   * Knows what the other one knows of the contents of files, and who holds pages, while no call
   * works on any.
   *
   * @param powerCuts whether the power may be cut
   * @param alarm is told at once of what nobody can put right later
   */
  public DataOracle(DataOracle other, boolean powerCuts, Consumer<Finding> alarm) {
    this(new FailedPages(other.failures), powerCuts, alarm);
    durability.addAll(other.durability);
    other.changes.forEach((inode, list) -> changes.put(inode, new ArrayList<>(list)));
    other.held.forEach((folio, page) -> held.put(folio, new HeldPage(page)));
    memory.become(other.memory);
  }

  /** The file holds this from the beginning. */
  public void begin(int inode, long position, Content content) {
    add(Change.of(inode, Change.Kind.WRITE, position, content, new Change.Period(0, 0), true));
  }

  /** Takes over what another oracle saw. */
  public void addAll(DataOracle other) {
    other.changes.values().forEach(list -> list.forEach(this::add));
    held.putAll(other.held);
    failures.addAll(other.failures);
    durability.addAll(other.durability);
    memory.become(other.memory);
  }

  /** What processes must load from memory that devices stored to, where it may be lost. */
  public List<MemoryDuty> memory() {
    return memory.duties();
  }

  /** What was noticed while it happened. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What is wrong with the bytes that were read back. */
  public List<Finding> check(List<ReadBack> files) {
    List<Finding> wrong = new ArrayList<>();
    for (ReadBack file : files) {
      if (file.pieces().isLeft()) {
        wrong.add(
            Finding.lost(file.name() + " cannot be read: " + file.pieces().getLeft(), List.of()));
      } else {
        List<Change> known = changes.getOrDefault(file.inode(), List.of());
        new FileComparison(file.inode(), file.name(), known, failures::judged)
            .check(file.pieces().get(), wrong);
      }
    }
    return wrong;
  }

  @Override
  public void happened(long number, int task, Event event) {
    memory.happened(task, event);
    switch (event) {
      case CallEvent e -> {
        sources.program(e);
        program(number, e);
      }
      case BlockEvent.DevicePowerLost _ -> powerLost();
      case RegistrationEvent e -> durability.registration(e);
      case BlockEvent e -> {
        sources.device(task, e);
        submitted(task, e);
        failures.device(number, e);
        reused.device(e, inode -> changes.getOrDefault(inode, List.of()), alarm);
      }
      case CacheEvent e -> {
        failures.cache(e);
        if (e instanceof CacheEvent.FolioRemoved removed) {
          cutOff(removed.folio());
        }
      }
      case InodeEvent.InodeEvicted e -> {
        changes.remove(e.inode());
        held.values().removeIf(page -> page.inode() == e.inode());
        failures.evicted(e.inode());
        appends.evicted(e.inode());
      }
      case InodeEvent.SizeChanged e -> appends.resized(e.inode(), e.size());
      case GupEvent e -> hold(number, task, e);
      case FolioEvent.DataStored e -> {
        stored(number, task, e);
        spliced.stored(number, e);
        sources.stored(number, e);
      }
      case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY -> dirtied(e.folio());
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.DIRTY -> cleaned(e.folio());
      case FolioEvent.FlagSet e -> failures.flag(e);
      case FolioEvent.FlagCleared e -> failures.flag(e);
      default -> {
        // says nothing about the contents of files
      }
    }
  }

  /**
   * What matters of the order: whether a change began after another of the same page, or one of the
   * file's size, had ended, and what was held, or dirty while held, when durability was asked for
   * and promised, what the device had failed to write then and who had been told, and what was
   * stored into a page while it was on its way.
   */
  @Override
  public void order(Event event, AccessListener footprint) {
    failures.order(event, footprint);
    durability.order(event, footprint);
    orderOfChanges(event, footprint);
  }

  private void orderOfChanges(Event event, AccessListener footprint) {
    switch (event) {
      case CallEvent.ChangeBegan e -> {
        Locations.pages(e.inode(), e.position(), e.length()).forEach(footprint::read);
        footprint.read(Locations.reshaping(e.inode()));
      }
      case CallEvent.ChangeEnded e -> ended(e.inode(), e.position(), e.content(), footprint);
      case CallEvent.StoreEnded e -> ended(e.inode(), e.position(), e.content(), footprint);
      case CallEvent.ChangeUnconfirmed e -> ended(e.inode(), e.position(), e.content(), footprint);
      case CallEvent.ReshapeBegan e -> {
        footprint.read(Locations.changing(e.inode()));
        footprint.read(Locations.reshaping(e.inode()));
      }
      case CallEvent.ReshapeEnded e -> footprint.add(Locations.reshaping(e.inode()));
      case CallEvent.FileCloned e -> {
        footprint.add(Locations.reshaping(e.source()));
        footprint.add(Locations.reshaping(e.target()));
      }
      case CallEvent.PageSpliced e -> footprint.add(Locations.splicing(e.folio()));
      case CallEvent.SyncBegan e -> footprint.read(Locations.holding(e.inode()));
      case CallEvent.SyncEnded e -> footprint.read(Locations.holding(e.inode()));
      case GupEvent.PageHeld e when e.inode() != 0 -> footprint.add(Locations.holding(e.inode()));
      case GupEvent.PageReleased e -> {
        HeldPage page = held.get(e.folio());
        if (page != null) {
          footprint.add(Locations.holding(page.inode()));
          footprint.add(Locations.page(page.inode(), page.index()));
          footprint.add(Locations.changing(page.inode()));
          durability.changes(page.inode(), footprint);
        }
      }
      case FolioEvent.DataStored e -> orderOfBytes(e.folio(), footprint);
      case CallEvent.CallReturned e ->
          spliced.of(e.task()).forEach(folio -> footprint.add(Locations.splicing(folio)));
      case CacheEvent.FolioRemoved e -> dirtiness(e.folio(), footprint);
      case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY -> dirtiness(e.folio(), footprint);
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.DIRTY ->
          dirtiness(e.folio(), footprint);
      default -> {
        // its order means nothing here
      }
    }
  }

  private void orderOfBytes(int folio, AccessListener footprint) {
    HeldPage page = held.get(folio);
    if (page != null) {
      footprint.read(Locations.page(page.inode(), page.index()));
      footprint.read(Locations.reshaping(page.inode()));
      durability.changes(page.inode(), footprint);
    }
    footprint.read(Locations.splicing(folio));
  }

  private void dirtiness(int folio, AccessListener footprint) {
    HeldPage page = held.get(folio);
    if (page != null) {
      footprint.add(Locations.holding(page.inode()));
    }
  }

  private static void ended(int inode, long position, Content content, AccessListener footprint) {
    Locations.pages(inode, position, content.length()).forEach(footprint::add);
    footprint.add(Locations.changing(inode));
  }

  private void program(long number, CallEvent event) {
    switch (event) {
      case CallEvent.ChangeBegan e -> begun.put(e.task(), number);
      case CallEvent.ChangeEnded e ->
          add(
              Change.of(
                  e.inode(),
                  Change.Kind.WRITE,
                  e.position(),
                  e.content(),
                  since(e.task(), number),
                  true));
      case CallEvent.StoreEnded e ->
          add(
              Change.of(
                  e.inode(),
                  Change.Kind.STORE,
                  e.position(),
                  e.content(),
                  since(e.task(), number),
                  true));
      case CallEvent.ChangeUnconfirmed e ->
          add(
              Change.of(
                  e.inode(),
                  Change.Kind.WRITE,
                  e.position(),
                  e.content(),
                  since(e.task(), number),
                  false));
      case CallEvent.ReshapeBegan e -> reshapes(number, e);
      case CallEvent.ReshapeEnded e -> reshaped(number, e);
      case CallEvent.FileCloned e -> cloned(number, e);
      case CallEvent.PageSpliced e -> spliced.spliced(e);
      case CallEvent.CallReturned e -> returned(number, e);
      case CallEvent.SyncBegan e when Superblock.of(e.inode()) == Superblock.ROOT ->
          asked(number, e);
      case CallEvent.SyncEnded e -> {
        answered(e);
        durability.answered(e);
        failures.answered(number, e);
      }
      case CallEvent.FileOpened e -> failures.opened(number, e);
      case CallEvent.BytesAppended e -> appends.appended(e, findings::add);
      default -> {
        // says nothing about the contents of files
      }
    }
  }

  private void asked(long number, CallEvent.SyncBegan event) {
    syncs.add(new Sync(event.task(), event.inode(), heldPages(event)));
    failures.asked(number, event);
    durability.asked(number, event);
  }

  private void reshapes(long number, CallEvent.ReshapeBegan event) {
    begun.put(event.task(), number);
    reshapers.add(event.task());
  }

  private void returned(long number, CallEvent.CallReturned event) {
    spliced.ended(number, event.task(), this::add);
    reshapers.remove(event.task());
  }

  private void reshaped(long number, CallEvent.ReshapeEnded event) {
    Change.Kind kind =
        switch (event.reshape()) {
          case TRUNCATE -> Change.Kind.TRUNCATE;
          case EMPTY -> Change.Kind.EMPTY;
          case EMPTY_AND_EXTEND -> Change.Kind.EMPTY_AND_EXTEND;
          case EXTEND -> Change.Kind.EXTEND;
        };
    add(
        new Change(
            event.inode(),
            kind,
            event.position(),
            event.length(),
            null,
            begunBy(event.task(), number),
            number,
            event.certain()));
  }

  private void cloned(long number, CallEvent.FileCloned event) {
    Change.Period period = new Change.Period(begunBy(event.task(), number), number);
    List<Change> source = changes.getOrDefault(event.source(), List.of());
    List<Change> before = changes.getOrDefault(event.target(), List.of());
    changes.put(
        event.target(), clones.clone(event.target(), source, before, period, event.certain()));
    clones.noted(event.source(), event.target(), number);
  }

  private Change.Period since(int task, long number) {
    return new Change.Period(begunBy(task, number), number);
  }

  private long begunBy(int task, long otherwise) {
    return begun.getOrDefault(task, otherwise);
  }

  private void hold(long number, int task, GupEvent event) {
    switch (event) {
      case GupEvent.PageHeld e -> {
        sources.held(task, e);
        if (e.inode() != 0) {
          held.computeIfAbsent(e.folio(), folio -> new HeldPage(e.inode(), e.index()))
              .hold(task, e.write());
        }
      }
      case GupEvent.PageReleased e -> {
        HeldPage page = held.get(e.folio());
        if (page != null && page.release(task)) {
          held.remove(e.folio());
          letGo(page, number);
          syncs.forEach(sync -> sync.heldPages.remove((Integer) e.folio()));
        }
      }
    }
  }

  /** Bytes of a held page change by a device, or by the task that holds it (process_vm_writev). */
  private void stored(long number, int task, FolioEvent.DataStored event) {
    HeldPage page = held.get(event.folio());
    if (page != null
        && (event.writer() == FolioEvent.Writer.DEVICE
            || page.isHeldBy(task) && !reshapers.contains(task))) {
      durability.stored(number, event.folio());
      add(
          Change.of(
              page.inode(),
              Change.Kind.DEVICE,
              page.index() * PAGE + event.offset(),
              event.content(),
              new Change.Period(number, Change.OPEN),
              true));
    }
  }

  private void submitted(int task, BlockEvent event) {
    if (event instanceof BlockEvent.BioSubmitted bio) {
      for (BlockEvent.SegmentSubmitted part : bio.segments()) {
        HeldPage page = held.get((int) part.buffer());
        if (page != null) {
          page.submitted(task);
        }
      }
    }
  }

  private void letGo(HeldPage page, long number) {
    List<Change> known = changes.getOrDefault(page.inode(), new ArrayList<>());
    known.replaceAll(change -> page.isBusyWith(change) ? change.endedAt(number) : change);
  }

  /**
   * A held page became dirty again: too late for whoever was told, before that, that the file is
   * durable.
   */
  private void dirtied(int folio) {
    for (Sync sync : syncs) {
      if (sync.heldPages.contains(folio) && held.containsKey(folio)) {
        if (sync.answered) {
          late(sync);
        } else {
          sync.dirtied.add(folio);
        }
      }
    }
    syncs.removeIf(sync -> sync.answered && sync.heldPages.isEmpty());
  }

  /** A page that is the file's no more cannot become dirty too late. */
  private void cutOff(int folio) {
    for (Sync sync : syncs) {
      sync.heldPages.remove((Integer) folio);
      sync.dirtied.remove((Integer) folio);
    }
  }

  private void cleaned(int folio) {
    syncs.forEach(sync -> sync.dirtied.remove((Integer) folio));
  }

  private void answered(CallEvent.SyncEnded event) {
    for (Sync sync : syncs) {
      if (sync.task == event.task() && sync.inode == event.inode() && !sync.answered) {
        sync.answered = true;
        if (event.result() != 0) {
          sync.heldPages.clear();
        } else if (!sync.dirtied.isEmpty()) {
          late(sync);
        }
      }
    }
  }

  private void late(Sync sync) {
    findings.add(Finding.lateDirty());
    sync.heldPages.clear();
  }

  /**
   * From here on what counts is what was promised. A byte whose short-time holder was not done with
   * it when durability was asked for is neither promised nor lost.
   */
  private void powerLost() {
    for (Sync sync : syncs) {
      if (sync.answered && sync.heldPages.stream().anyMatch(this::isUndefined)) {
        late(sync);
      }
    }
    changes.values().forEach(list -> list.replaceAll(durability::left));
    durability.powerLost();
    failures.powerLost();
    reused.powerLost();
    spliced.powerLost();
    sources.powerLost();
    held.clear();
    begun.clear();
    syncs.clear();
  }

  /** Whether a device that does not hold the page for good has stored into it. */
  private boolean isUndefined(int folio) {
    HeldPage page = held.get(folio);
    return page != null
        && changes.getOrDefault(page.inode(), List.of()).stream()
            .anyMatch(change -> page.isBusyWith(change) && !durability.isLongTerm(change));
  }

  /** The pages held for writing that the request is about. */
  private List<Integer> heldPages(CallEvent.SyncBegan sync) {
    List<Integer> pages = new ArrayList<>();
    held.forEach((folio, page) -> {
      long start = page.index() * PAGE;
      boolean asked = start + PAGE > sync.position() && start - sync.position() < sync.length();
      if (page.inode() == sync.inode() && page.isForWriting() && asked) {
        pages.add(folio);
      }
    });
    return pages;
  }

  private void add(Change change) {
    put(clones.judged(change));
    clones.inCopies(change).forEach(this::put);
  }

  private void put(Change change) {
    changes.computeIfAbsent(change.inode(), inode -> new ArrayList<>()).add(change);
  }
}
