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
import org.folioscope.vm.lru.LruEvent;

/** Which documented paths a run took: a fold of public events, which never asks the models. */
final class DocumentedPaths {

  private final Map<Integer, Integer> held = new TreeMap<>();
  private final SortedSet<Integer> isolated = new TreeSet<>();
  private final SortedSet<DocumentedPath> taken = new TreeSet<>();
  private final SortedSet<Long> writes = new TreeSet<>();
  private boolean reshaped;
  private boolean violated;

  private DocumentedPaths() {}

  /** The paths that the run took. */
  static DocumentedPaths of(Recording run, Policies policies) {
    DocumentedPaths paths = new DocumentedPaths();
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

  /** The worst violation, if nothing explains it. */
  Option<Complaint> unexplained(Execution execution) {
    if (!taken.isEmpty()) {
      return Option.none();
    }
    return Vector.ofAll(execution.violations())
        .filter(violation -> violation.kind() != Kind.OK)
        .headOption()
        .map(ProgramRunner::complaint);
  }

  private void happened(Event event) {
    switch (event) {
      case GupEvent.PageHeld e -> held.merge(e.folio(), 1, Integer::sum);
      case GupEvent.PageReleased e ->
          held.computeIfPresent(e.folio(), (_, count) -> count == 1 ? null : count - 1);
      case CacheEvent.FolioRemoved e when held.containsKey(e.folio()) ->
          taken.add(DocumentedPath.REMOVED_WHILE_HELD);
      case BufferEvent.BuffersFreed e when held.containsKey(e.folio()) ->
          taken.add(
              isolated.contains(e.folio())
                  ? DocumentedPath.STRIPPED_BY_RECLAIM
                  : DocumentedPath.STRIPPED_OTHERWISE);
      case LruEvent.FolioUnlisted e -> isolated.add(e.folio());
      case LruEvent.FolioListed e -> isolated.remove(e.folio());
      case LruEvent.FolioRotated e -> isolated.remove(e.folio());
      case CallEvent.ReshapeBegan _ -> reshaped = true;
      case BlockEvent.BioSubmitted e when e.op() == BioOp.WRITE -> writes.add(e.bio());
      case BlockEvent.BioCompleted e when e.status() != 0 && reshaped && writes.contains(e.bio()) ->
          taken.add(DocumentedPath.UNWRITTEN_BLOCK);
      case ReportEvent.ViolationReported e
          when e.id().equals("warn-invalidation-after-direct-write") ->
          taken.add(DocumentedPath.COLLISION);
      default -> {
        // on no documented path
      }
    }
  }
}
