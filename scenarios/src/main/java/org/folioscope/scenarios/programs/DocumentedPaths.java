package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.LruEvent;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.folioscope.vm.waitqueue.WakePolicies;

/** Which documented paths a run took: a fold of public events, which never asks the models. */
final class DocumentedPaths {

  private final boolean waitsOnce;
  private final boolean reclaimRespectsPins;
  private final Map<Integer, Integer> held = new TreeMap<>();
  private final Map<Integer, Integer> pinned = new TreeMap<>();
  private final SortedSet<Integer> writeback = new TreeSet<>();
  private final SortedSet<Integer> isolated = new TreeSet<>();
  private final SortedSet<DocumentedPath> taken = new TreeSet<>();
  private final SortedSet<Long> writes = new TreeSet<>();
  private boolean reshaped;
  private boolean violated;

  private DocumentedPaths(Policies policies) {
    waitsOnce = policies.get(WakePolicies.WRITEBACK_WAIT) != WakePolicies.WritebackWait.LOOP;
    reclaimRespectsPins = policies.get(ReclaimPolicies.PINS) == ReclaimPolicies.Pins.RESPECT;
  }

  /** The paths that the run took, as far as this kernel has them. */
  static DocumentedPaths of(Recording run, Policies policies) {
    DocumentedPaths paths = new DocumentedPaths(policies);
    for (LoggedStep step : run.steps()) {
      step.events().forEach(logged -> paths.happened(logged.event()));
    }
    paths.violated = !run.execution().outcome().isOk();
    return paths;
  }

  /** What explains the violations, if there are any. */
  Vector<DocumentedPath> explaining() {
    return violated ? Vector.ofAll(taken) : Vector.empty();
  }

  /** The first violation that nothing explains. */
  Option<Complaint> unexplained(Execution execution) {
    return Vector.ofAll(execution.violations())
        .filter(violation -> violation.kind() != Kind.OK && !violation.consequence())
        .find(violation -> taken.stream().noneMatch(path -> path.explains(violation.kind())))
        .map(ProgramRunner::complaint);
  }

  private void happened(Event event) {
    switch (event) {
      case GupEvent.PageHeld e -> {
        held.merge(e.folio(), 1, Integer::sum);
        if (e.pinned()) {
          pinned.merge(e.folio(), 1, Integer::sum);
        }
      }
      case GupEvent.PageReleased e -> {
        held.computeIfPresent(e.folio(), (_, count) -> count == 1 ? null : count - 1);
        if (e.pinned()) {
          pinned.computeIfPresent(e.folio(), (_, count) -> count == 1 ? null : count - 1);
        }
      }
      case CacheEvent.FolioRemoved e -> removed(e.folio());
      case FolioEvent.FlagSet e when e.flag() == PageFlag.WRITEBACK -> writeback.add(e.folio());
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.WRITEBACK ->
          writeback.remove(e.folio());
      case BufferEvent.BuffersFreed e when held.containsKey(e.folio()) -> stripped(e.folio());
      case LruEvent.FolioUnlisted e -> isolated.add(e.folio());
      case LruEvent.FolioListed e -> isolated.remove(e.folio());
      case LruEvent.FolioRotated e -> isolated.remove(e.folio());
      case CallEvent.ReshapeBegan _ -> reshaped = true;
      case BlockEvent.BioSubmitted e when e.op() == BioOp.WRITE -> writes.add(e.bio());
      case BlockEvent.BioCompleted e when e.status() != 0 && reshaped && writes.contains(e.bio()) ->
          taken.add(DocumentedPath.UNWRITTEN_BLOCK);
      case ReportEvent.ViolationReported e
          when waitsOnce && e.id().equals("bug-writeback-after-wait") ->
          taken.add(DocumentedPath.STALE_WAKE);
      case ReportEvent.ViolationReported e
          when e.id().equals("warn-invalidation-after-direct-write") ->
          taken.add(DocumentedPath.COLLISION);
      default -> {
        // on no documented path
      }
    }
  }

  private void removed(int folio) {
    if (held.containsKey(folio)) {
      taken.add(DocumentedPath.REMOVED_WHILE_HELD);
    }
    if (waitsOnce && writeback.contains(folio)) {
      taken.add(DocumentedPath.STALE_WAKE);
    }
  }

  /** Reclaim has isolated the page; who else takes its buffers has not. */
  private void stripped(int folio) {
    if (!isolated.contains(folio)) {
      taken.add(DocumentedPath.STRIPPED_OTHERWISE);
    } else if (!reclaimRespectsPins || !pinned.containsKey(folio)) {
      taken.add(DocumentedPath.STRIPPED_BY_RECLAIM);
    }
  }
}
