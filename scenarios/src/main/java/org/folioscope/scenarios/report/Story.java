package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.folioscope.block.BlockEvent;
import org.folioscope.block.BioOp;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/** The moments of a log that a drawing shows, each with the functions in which it happened. */
final class Story {

  private static final String SUBMIT = "submit_bio";

  /**
   * A moment worth drawing.
   *
   * @param task who; -1 for checkers
   * @param frame in which function, if known
   * @param text what is written there
   */
  record Moment(int task, @Nullable CallFrame frame, String text) {}

  private final Focus focus;
  private final SortedSet<Integer> folios;
  private final long setupEvents;
  private final TaskNames names;
  private final EventSubjects subjects = new EventSubjects();
  private final SortedMap<Integer, CallEvent.CallBegan> calls = new TreeMap<>();
  private final List<Moment> moments = new ArrayList<>();

  private Story(Focus focus, long setupEvents, TaskNames names) {
    this.focus = focus;
    this.folios = focus.folios();
    this.setupEvents = setupEvents;
    this.names = names;
  }

  /** The moments of the story that the steps tell; the names are learnt on the way. */
  static List<Moment> of(List<LoggedStep> steps, Focus focus, long setupEvents, TaskNames names) {
    Story story = new Story(focus, setupEvents, names);
    CallStacks stacks = new CallStacks();
    steps.forEach(step -> stacks.walk(step, story::tell));
    return List.copyOf(story.moments);
  }

  private void tell(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame) {
    Event event = logged.event();
    names.learn(event);
    boolean readingIn = folios.stream().noneMatch(subjects::isUptodate);
    SortedSet<Integer> about = subjects.of(event);
    if (logged.number() <= setupEvents || logged.number() > focus.end()) {
      return;
    }
    int task = step.step().task();
    if (event instanceof CallEvent.CallBegan call && frame != null) {
      frame.nameAfter(call.call());
    }
    String text = text(event);
    if (text.isEmpty() || names.of(task).equals("check") || !concerns(event, about, readingIn)) {
      return;
    }
    CallFrame in = frame;
    if (in != null && in.function().equals(SUBMIT) && in.caller() != null) {
      in = in.caller();
    }
    if (in != null) {
      in.noted();
    }
    moments.add(new Moment(event instanceof ReportEvent && frame == null ? -1 : task, in, text));
  }

  private boolean concerns(Event event, SortedSet<Integer> about, boolean readingIn) {
    if (event instanceof ReportEvent || event instanceof CallEvent || folios.isEmpty()) {
      return true;
    }
    if (about.isEmpty()) {
      return !readingIn;
    }
    if (about.stream().noneMatch(folios::contains)) {
      return false;
    }
    return !readingIn || about.stream().anyMatch(focus::tellsReadingIn);
  }

  private static String text(Event event) {
    if (event instanceof BlockEvent.BioSubmitted bio) {
      return bio.op() == BioOp.FLUSH
          ? ""
          : SUBMIT + "(" + bio.op().name().toLowerCase(Locale.ROOT) + ")";
    }
    String note = event.note();
    return note.isEmpty() || note.startsWith("***") ? note : "[" + note + "]";
  }
}
