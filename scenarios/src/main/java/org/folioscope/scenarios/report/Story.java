package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/** The moments of a log that a drawing shows, each with the functions in which it happened. */
final class Story implements CallStacks.Visitor {

  private static final String SUBMIT = "submit_bio";

  /**
   * A moment worth drawing.
   *
   * @param task who; -1 for checkers
   * @param frame in which function, if known
   * @param text what is written there
   */
  record Moment(int task, @Nullable CallFrame frame, String text) {

    /** Whether a reader could not tell the two apart. */
    boolean looksLike(Moment other) {
      return task == other.task && text.equals(other.text) && path().equals(other.path());
    }

    private List<String> path() {
      List<String> path = new ArrayList<>();
      if (frame != null) {
        frame.fromOutermost().forEach(caller -> path.add(caller.title()));
      }
      return path;
    }
  }

  private final Focus focus;
  private final SortedSet<Integer> folios;
  private final long setupEvents;
  private final TaskNames names;
  private final EventSubjects subjects = new EventSubjects();
  private long now;
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
    steps.forEach(step -> stacks.walk(step, story));
    return List.copyOf(story.moments);
  }

  @Override
  public void event(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame) {
    Event event = logged.event();
    names.learn(event);
    boolean readingIn = folios.stream().noneMatch(subjects::isUptodate);
    SortedSet<Integer> about = subjects.of(event);
    now = logged.number();
    if (event instanceof CallEvent.CallBegan call && frame != null) {
      frame.nameAfter(call.call());
    }
    int task = step.step().task();
    String text = text(event, task, frame);
    if (text.isEmpty() || !isTold(task) || !concerns(event, about, readingIn)) {
      return;
    }
    CallFrame in = frame;
    if (in != null && in.function().equals(SUBMIT) && in.caller() != null) {
      in = in.caller();
    }
    tell(event instanceof ReportEvent && frame == null ? -1 : task, in, text);
  }

  @Override
  public void returned(LoggedStep step, CallFrame frame, String result) {
    if (isTold(step.step().task()) && folios.contains(frame.folio())) {
      tell(step.step().task(), frame, "[" + result + "]");
    }
  }

  /** Set-up, and what is done only in order to see what came of it, is no part of the story. */
  private boolean isTold(int task) {
    return now > setupEvents && now <= focus.end() && !names.of(task).equals("check");
  }

  private void tell(int task, @Nullable CallFrame frame, String text) {
    if (frame != null) {
      frame.noted();
    }
    moments.add(new Moment(task, frame, text));
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

  private String text(Event event, int task, @Nullable CallFrame frame) {
    if (event instanceof CallEvent.CallReturned call) {
      boolean shown = task == focus.left() && frame != null && frame.isTouched();
      return shown ? "[returns " + call.result() + "]" : "";
    }
    if (event instanceof BlockEvent.BioSubmitted bio) {
      return bio.op() == BioOp.FLUSH
          ? ""
          : SUBMIT + "(" + bio.op().name().toLowerCase(Locale.ROOT) + ")";
    }
    String note = event.note();
    return note.isEmpty() || note.startsWith("***") ? note : "[" + note + "]";
  }
}
