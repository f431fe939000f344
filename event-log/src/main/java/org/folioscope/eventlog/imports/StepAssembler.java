package org.folioscope.eventlog.imports;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.chronicle.ChronicleCopy;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.export.JsonlExport;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.log.Step;
import org.jspecify.annotations.Nullable;

/** Puts the steps of a log together from lines, and checks that none is missing. */
final class StepAssembler {

  private final LogHeader header;
  private final List<? extends EventFamily<?>> families;
  private final ChronicleCopy copy;
  private final List<LoggedStep.Logged> events = new ArrayList<>();
  private final List<LoggedStep.PlacedMark> marks = new ArrayList<>();
  private @Nullable Step place;
  private long step;
  private long event;
  private long digest;

  StepAssembler(LogHeader header, List<? extends EventFamily<?>> families, ChronicleCopy copy) {
    this.header = header;
    this.families = families;
    this.copy = copy;
  }

  /** How many events there were. */
  long events() {
    return event;
  }

  /** How many steps there were. */
  long steps() {
    return step;
  }

  /** Takes a line with an event. */
  void event(Members line) {
    line.only(
        "n", "step", "task", "time", "cause", "family", "event", "fields", "opaque", "digest");
    beginStep(line);
    Step found = new Step(step, line.integer("task"), line.number("time"), line.number("cause"));
    if (place != null && !place.equals(found)) {
      throw new MalformedLineException(
          "task, time or cause are others than on the line before, of the same step " + step);
    }
    if (line.number("n") != event + 1) {
      throw new MalformedLineException(
          "n is " + line.number("n") + " where " + (event + 1) + " should be");
    }
    place = found;
    digest = line.word("digest");
    events.add(new LoggedStep.Logged(++event, eventOf(line), digest));
  }

  /** Takes a line with a mark. */
  void mark(Members line) {
    line.only("step", "after", "mark");
    beginStep(line);
    if (line.number("after") != event) {
      throw new MalformedLineException(
          "after is " + line.number("after") + " where " + event + " should be");
    }
    Members mark = line.object("mark");
    mark.only("entered", "function", "detail");
    marks.add(
        new LoggedStep.PlacedMark(
            event, new Mark(mark.flag("entered"), mark.text("function"), mark.text("detail"))));
  }

  /** Takes file data that opaque events refer to. */
  void content(Members line) {
    line.only("content");
    if (step > 0) {
      throw new MalformedLineException("content stands behind a step");
    }
    copy.content(RecordReader.content(line.object("content")));
  }

  /** Takes the last line. Gives whether the log is complete. */
  boolean end(Members line) {
    line.only("end");
    Members end = line.object("end");
    end.only("state", "message", "events", "steps", "digest", "hash", "properties", "check");
    finishStep();
    if (!end.has("hash")) {
      return false;
    }
    LogEnd given =
        new LogEnd(
            end.number("events"),
            end.number("steps"),
            end.word("digest"),
            end.word("hash"),
            end.texts("properties"));
    if (given.events() != event || given.steps() != step) {
      throw new MalformedLineException(
          "the end counts "
              + given.events()
              + " events in "
              + given.steps()
              + " steps, above are "
              + event
              + " in "
              + step);
    }
    if (event > 0 && given.digest() != digest) {
      throw new MalformedLineException("the end's digest is another than the last event's");
    }
    if (end.word("check") != JsonlExport.check(given)) {
      throw new MalformedLineException("the check is another than that of this line");
    }
    if (!copy.end(given.digest(), given.properties()).equals(given)) {
      throw new MalformedLineException(
          "the hash is another than that of the lines above: something was changed there");
    }
    return true;
  }

  private void beginStep(Members line) {
    long number = line.number("step");
    if (number == step + 1) {
      finishStep();
      step++;
    } else if (number != step || step == 0) {
      throw new MalformedLineException(
          "step is "
              + number
              + " where "
              + (step == 0 ? "1" : step + " or " + (step + 1))
              + " should be");
    }
  }

  private void finishStep() {
    if (step == 0) {
      return;
    }
    if (place == null) {
      throw new MalformedLineException("step " + step + " has no event");
    }
    copy.step(new LoggedStep(place, List.copyOf(events), List.copyOf(marks)));
    events.clear();
    marks.clear();
    place = null;
  }

  private Event eventOf(Members line) {
    LogHeader.Family family = header.family(line.text("family"));
    if (family == null) {
      throw new MalformedLineException(
          "the first line has no family " + Members.show(line.text("family")));
    }
    int number = family.types().indexOf(line.text("event"));
    if (number < 0) {
      throw new MalformedLineException(
          "the family " + family.name() + " has no event " + Members.show(line.text("event")));
    }
    return line.has("opaque") ? opaque(family, number, line) : known(family, number, line);
  }

  private static Event opaque(LogHeader.Family family, int number, Members line) {
    byte[] encoded = line.bytes("opaque");
    if (line.has("fields")) {
      throw new MalformedLineException("fields and opaque exclude each other");
    }
    return new OpaqueEvent(family.name(), number, family.types().get(number), Content.of(encoded));
  }

  private Event known(LogHeader.Family family, int number, Members line) {
    for (EventFamily<?> at : families) {
      if (LogHeader.Family.of(at).equals(family)) {
        return at.vocabulary()
            .cast(RecordReader.read(at.types().get(number), line.object("fields")));
      }
    }
    throw new MalformedLineException(
        "events "
            + family.name()
            + " of version "
            + family.version()
            + " are not known here"
            + families.stream()
                .filter(at -> at.name().equals(family.name()))
                .findFirst()
                .map(at -> ", this program has version " + at.version())
                .orElse(", their plug-in is missing"));
  }
}
