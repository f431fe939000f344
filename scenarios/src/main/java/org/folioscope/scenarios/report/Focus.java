package org.folioscope.scenarios.report;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.gup.GupEvent;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a drawing of a log is about: the folio that was complained of or else held, the task whose
 * side of the story stands on the left, and where the story ends.
 */
final class Focus {

  private final long setupEvents;
  private final EventSubjects subjects = new EventSubjects();
  private final SortedSet<Integer> complainedOf = new TreeSet<>();
  private final SortedMap<Integer, Integer> held = new TreeMap<>();
  private final SortedMap<Integer, SortedSet<Integer>> noted = new TreeMap<>();
  private final SortedSet<Integer> becameUptodate = new TreeSet<>();
  private final SortedSet<Integer> wrongBefore = new TreeSet<>();
  private int firstHolder = -1;
  private int firstTask = -1;
  private long end = Long.MAX_VALUE;

  private Focus(long setupEvents) {
    this.setupEvents = setupEvents;
  }

  /** What the steps are about, set-up aside. */
  static Focus of(List<LoggedStep> steps, long setupEvents) {
    Focus focus = new Focus(setupEvents);
    CallStacks stacks = new CallStacks();
    steps.forEach(step -> stacks.walk(step, focus::look));
    return focus;
  }

  /** The folios of the story; empty if it is about none in particular. */
  SortedSet<Integer> folios() {
    if (!complainedOf.isEmpty()) {
      return complainedOf;
    }
    if (!held.isEmpty()) {
      return new TreeSet<>(List.of(held.firstKey()));
    }
    SortedSet<Integer> shared = new TreeSet<>();
    noted.forEach((folio, tasks) -> {
      if (tasks.size() > 1 && shared.isEmpty()) {
        shared.add(folio);
      }
    });
    return shared;
  }

  /** The task on the left: who holds the folio, or whoever comes first. */
  int left() {
    return folios().stream()
        .filter(held::containsKey)
        .map(held::get)
        .findFirst()
        .orElse(firstHolder >= 0 ? firstHolder : firstTask);
  }

  /** The last event that belongs to the story. */
  long end() {
    return end;
  }

  /** Whether reading the folio in from disk is a story of its own: something went wrong in it. */
  boolean tellsReadingIn(int folio) {
    return wrongBefore.contains(folio) || !becameUptodate.contains(folio);
  }

  private void look(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame) {
    Event event = logged.event();
    SortedSet<Integer> about = subjects.of(event);
    about.stream().filter(subjects::isUptodate).forEach(becameUptodate::add);
    if (logged.number() <= setupEvents || logged.number() > end) {
      return;
    }
    int task = step.step().task();
    if (firstTask < 0 && event instanceof MachineEvent.TaskStarted started) {
      firstTask = started.task();
    }
    if (!event.note().isEmpty()) {
      about.forEach(folio -> noted.computeIfAbsent(folio, _ -> new TreeSet<>()).add(task));
    }
    if (event instanceof GupEvent.PageHeld hold) {
      held.putIfAbsent(hold.folio(), task);
      firstHolder = firstHolder < 0 ? task : firstHolder;
    }
    if (event instanceof ReportEvent.ViolationReported report) {
      complain(report, frame);
      end = report.kind() == Kind.BUG ? logged.number() : end;
    }
  }

  private void complain(ReportEvent.ViolationReported report, @Nullable CallFrame frame) {
    if (report.kind() == Kind.OK) {
      return;
    }
    int folio = frame == null ? -1 : frame.folio();
    if (folio >= 0) {
      complainedOf.add(folio);
      if (!subjects.isUptodate(folio)) {
        wrongBefore.add(folio);
      }
    }
  }
}
