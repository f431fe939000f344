package org.folioscope.eventlog.chronicle;

import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.codec.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the steps behind the header and verifies every frame, and at the end record the counts and
 * the hash.
 */
final class ChronicleCursor implements LogCursor {

  private final FrameReader frames;
  private final ContentFile contents;
  private final ByteSource source;
  private final StepDecoder decoder;
  private long steps;
  private long events;
  private long digest;
  private @Nullable LogEnding ending;

  ChronicleCursor(FrameReader frames, ContentFile contents, StepDecoder decoder) {
    this.frames = frames;
    this.contents = contents;
    this.decoder = decoder;
    source = new ByteSource(contents);
  }

  @Override
  public @Nullable LoggedStep next() {
    if (ending != null && ending.kind() != LogEnding.Kind.TORN) {
      return null;
    }
    FrameReader.Found found = frames.next();
    if (found != FrameReader.Found.PAYLOAD) {
      ending = stopped(found);
      return null;
    }
    try {
      frames.payload(source);
      int kind = source.readByte();
      if (kind == Frame.END) {
        return finish(Layout.readEnd(source));
      }
      if (kind != Frame.STEP) {
        return damaged("a document of kind " + kind);
      }
      LoggedStep step = decoder.read(steps + 1, events, source);
      steps++;
      events += step.events().size();
      digest = step.events().getLast().digest();
      ending = null;
      return step;
    } catch (RuntimeException e) {
      // A record may refuse what it is given, with an exception of its own.
      return damaged(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public LogEnding ending() {
    LogEnding found = ending;
    if (found == null) {
      throw new IllegalStateException("not yet at the end");
    }
    return found;
  }

  @Override
  public void close() {
    frames.close();
    contents.close();
  }

  private @Nullable LoggedStep finish(LogEnd end) {
    if (end.events() != events || end.steps() != steps) {
      return damaged(
          "the end record counts "
              + end.events()
              + " events in "
              + end.steps()
              + " steps, read were "
              + events
              + " in "
              + steps);
    }
    if (end.hash() != frames.hashBefore() || (events > 0 && end.digest() != digest)) {
      return damaged("the end record's hash or digest is another than that of what was read");
    }
    FrameReader.Found behind = frames.next();
    if (behind != FrameReader.Found.NOTHING && behind != FrameReader.Found.CUT) {
      return damaged("something follows on the end record");
    }
    ending = new LogEnding(LogEnding.Kind.COMPLETE, events, "complete: " + events + " events", end);
    return null;
  }

  private @Nullable LoggedStep damaged(String fault) {
    ending =
        ending(LogEnding.Kind.DAMAGED, "damaged", "near byte " + frames.position() + ": " + fault);
    return null;
  }

  private LogEnding stopped(FrameReader.Found found) {
    return switch (found) {
      case NOTHING ->
          ending(
              LogEnding.Kind.TORN,
              "torn",
              "there is no end record, its writer was stopped or is still at it");
      case OPEN ->
          ending(LogEnding.Kind.TORN, "torn", "its writer was stopped in the middle of a step");
      case CUT ->
          ending(
              LogEnding.Kind.CUT,
              "cut",
              "its file ends where more should be, near byte " + frames.position());
      case DAMAGED, PAYLOAD ->
          ending(
              LogEnding.Kind.DAMAGED,
              "damaged",
              "near byte " + frames.position() + ": " + frames.fault());
    };
  }

  private LogEnding ending(LogEnding.Kind kind, String state, String reason) {
    return new LogEnding(kind, events, state + " after event " + events + ": " + reason, null);
  }
}
