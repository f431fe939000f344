package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.oracle.Finding;
import org.folioscope.scenarios.oracle.Spot;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.anon.AnonPolicies;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.iomap.IomapEvent;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.folioscope.vm.waitqueue.WakePolicies;

/**
 * Which documented paths a run took, with which pages: a fold of public events, which never asks
 * the models. A path excuses only what was reported, after it, of the same pages.
 */
final class DocumentedPaths {

  private final boolean waitsOnce;
  private final boolean reclaimRespectsPins;
  private final boolean memoryRespectsPins;
  private final PageTrail trail = new PageTrail();
  private final List<TakenPath> taken = new ArrayList<>();
  private final SortedMap<Long, Suspect> complaints = new TreeMap<>();
  private final Vector<Violation> violations;
  private final SortedMap<Long, Finding> findings;

  /** Pages over the old end of a file, by who makes it longer. */
  private final SortedMap<Integer, Integer> growing = new TreeMap<>();

  private boolean reshaped;

  private DocumentedPaths(Policies policies, Execution execution) {
    waitsOnce = policies.get(WakePolicies.WRITEBACK_WAIT) != WakePolicies.WritebackWait.LOOP;
    reclaimRespectsPins = policies.get(ReclaimPolicies.PINS) == ReclaimPolicies.Pins.RESPECT;
    memoryRespectsPins =
        policies.get(AnonPolicies.REUSE) == AnonPolicies.Reuse.EXCLUSIVE
            && policies.get(AnonPolicies.AT_FORK) == AnonPolicies.AtFork.COPY
            && policies.get(AnonPolicies.AT_SWAP) == AnonPolicies.AtSwap.KEEP;
    violations =
        Vector.ofAll(execution.violations())
            .filter(violation -> violation.kind() != Kind.OK && !violation.consequence());
    findings = execution.findings();
  }

  /** The paths that the run took, as far as this kernel has them. */
  static DocumentedPaths of(Recording run, Policies policies) {
    DocumentedPaths paths = new DocumentedPaths(policies, run.execution());
    if (!paths.violations.isEmpty()) {
      run.steps().forEach(paths::follow);
    }
    return paths;
  }

  /** What explains the violations, if there are any. */
  Vector<DocumentedPath> explaining() {
    return Vector.ofAll(taken)
        .filter(path -> violations.exists(violation -> isExplained(violation, List.of(path))))
        .map(TakenPath::path)
        .distinct();
  }

  /** The first violation that nothing explains. */
  Option<Complaint> unexplained() {
    return violations
        .find(violation -> !isExplained(violation, taken))
        .map(ProgramRunner::complaint);
  }

  private boolean isExplained(Violation violation, List<TakenPath> paths) {
    Finding finding = findings.get(violation.event());
    if (finding != null) {
      return new Suspect(violation.kind(), violation.event(), new TreeSet<>(), finding.spots())
          .isExplainedBy(paths, true);
    }
    Suspect complaint = complaints.get(violation.event());
    return complaint != null && complaint.isExplainedBy(paths, false);
  }

  private void follow(LoggedStep step) {
    int task = step.step().task();
    for (LoggedStep.Logged logged : step.events()) {
      Event event = logged.event();
      long number = logged.number();
      if (event instanceof ReportEvent.ViolationReported report) {
        complaint(number, task, report, step);
      }
      look(number, task, event);
      if (event instanceof BufferEvent.BufferFlagCleared cleared && losesBlock(step, cleared)) {
        blockLost(number, cleared);
      }
      trail.happened(event);
    }
  }

  private void complaint(
      long number, int task, ReportEvent.ViolationReported report, LoggedStep step) {
    SortedSet<Integer> folios = trail.handledBy(task);
    step.events().forEach(logged -> Frames.of(logged.event()).ifPresent(folios::add));
    List<Spot> changed = trail.changedBy(task);
    complaints.put(number, new Suspect(report.kind(), number, folios, changed));
    if (report.id().equals("warn-invalidation-after-direct-write")) {
      changed.forEach(spot -> taken.add(TakenPath.of(DocumentedPath.COLLISION, number, spot)));
    }
    if (waitsOnce && report.id().equals("bug-writeback-after-wait")) {
      folios.forEach(folio -> take(DocumentedPath.STALE_WAKE, number, folio));
    }
  }

  private void look(long number, int task, Event event) {
    switch (event) {
      case CacheEvent.FolioRemoved e -> removed(number, task, e.folio());
      case BufferEvent.BuffersFreed e when trail.isHeld(e.folio()) -> stripped(number, e.folio());
      case IomapEvent.StateFreed e when trail.isHeld(e.folio()) -> stripped(number, e.folio());
      case InodeEvent.SizeChanged e -> grown(number, task, e);
      case GupEvent.PageHeld e when growing.containsKey(e.folio()) ->
          take(DocumentedPath.GROWN_WHILE_HELD, number, e.folio());
      case CallEvent.CallReturned e -> growing.values().removeIf(by -> by == e.task());
      case FolioEvent.FolioFreed e -> taken.replaceAll(path -> path.freed(e.folio(), number));
      case CallEvent.ReshapeBegan _ -> reshaped = true;
      case CallEvent.FileCloned e -> cloned(number, e.source(), e.target());
      case MmEvent.PteInstalled e -> replaced(number, e.mm(), e.page(), e.pte().folio());
      case MmEvent.PteChanged e -> replaced(number, e.mm(), e.page(), e.pte().folio());
      case MmEvent.PteCleared e -> replaced(number, e.mm(), e.page(), PageTrail.NO_FOLIO);
      case BlockEvent.CompletionLost _ ->
          taken.add(TakenPath.of(DocumentedPath.LOST_COMPLETION, number));
      case BlockEvent.BioCompleted e when e.status() != 0 && reshaped ->
          trail
              .written(e.bio())
              .forEach(
                  spot -> taken.add(TakenPath.of(DocumentedPath.UNWRITTEN_BLOCK, number, spot)));
      default -> {
        // on no documented path
      }
    }
  }

  /** Whether it was mapped, or promised a block and did not get it in the same step. */
  private static boolean losesBlock(LoggedStep step, BufferEvent.BufferFlagCleared cleared) {
    return switch (cleared.flag()) {
      case MAPPED -> true;
      case DELAY ->
          step.events().stream()
              .noneMatch(logged ->
                  logged.event() instanceof BufferEvent.BufferMapped mapped
                      && mapped.folio() == cleared.folio()
                      && mapped.buffer() == cleared.buffer());
      default -> false;
    };
  }

  /** What a truncation cuts off lies behind the end by then, and is protected before it is back. */
  private void blockLost(long number, BufferEvent.BufferFlagCleared lost) {
    if (trail.isHeld(lost.folio())) {
      take(DocumentedPath.REMOVED_WHILE_HELD, number, lost.folio());
    } else if (trail.isMappedWritable(lost.folio())
        && trail.isInFile(lost.folio(), lost.buffer())) {
      take(DocumentedPath.PUNCHED_WHILE_MAPPED, number, lost.folio());
    }
  }

  /** Entries of the page are write-protected, at the end of the call, for those who come later. */
  private void grown(long number, int task, InodeEvent.SizeChanged event) {
    for (int folio : trail.inPiecesAtEnd(event.inode(), event.size())) {
      growing.put(folio, task);
      if (trail.isHeld(folio)) {
        take(DocumentedPath.GROWN_WHILE_HELD, number, folio);
      }
    }
  }

  private void removed(long number, int task, int folio) {
    if (trail.isHeld(folio)) {
      take(DocumentedPath.REMOVED_WHILE_HELD, number, folio);
    } else if (trail.isReshaping(task) && trail.isDirtyByHolder(folio)) {
      take(DocumentedPath.REMOVED_DIRTY, number, folio);
    }
    if (waitsOnce && trail.isUnderWriteback(folio)) {
      take(DocumentedPath.STALE_WAKE, number, folio);
    }
  }

  /** What shows at an address is another page than before. */
  private void replaced(long number, int process, long page, int folio) {
    int before = trail.shownAt(process, page);
    boolean excused = !memoryRespectsPins || !trail.isPinned(before);
    if (before != folio && trail.isHeld(before) && excused) {
      taken.add(
          TakenPath.of(
              DocumentedPath.MEMORY_MOVED, number, new Spot(Spot.Kind.MEMORY, process, page)));
    }
  }

  /** What is wrong with the source is wrong with the target, too. */
  private void cloned(long number, int source, int target) {
    List<TakenPath> copies = new ArrayList<>();
    for (Spot page : trail.pagesInHands(source)) {
      taken.add(TakenPath.of(DocumentedPath.SHARED_WHILE_HELD, number, page));
    }
    for (TakenPath path : taken) {
      Spot spot = path.spot();
      if (spot != null && spot.kind() == Spot.Kind.FILE && spot.owner() == source) {
        copies.add(path.cloned(Spot.ofFile(target, spot.page())));
      }
    }
    taken.addAll(copies);
  }

  /** Reclaim has isolated the page; who else takes its buffers has not. */
  private void stripped(long number, int folio) {
    if (!trail.isIsolated(folio)) {
      take(DocumentedPath.STRIPPED_OTHERWISE, number, folio);
    } else if (trail.isFromActiveList(folio)) {
      take(DocumentedPath.STRIPPED_BY_SCAN, number, folio);
    } else if (!reclaimRespectsPins || !trail.isPinned(folio)) {
      take(DocumentedPath.STRIPPED_BY_RECLAIM, number, folio);
    }
  }

  private void take(DocumentedPath path, long number, int folio) {
    taken.add(TakenPath.of(path, number, folio, trail.spotOf(folio)));
  }
}
