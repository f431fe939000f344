package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.codec.ByteSource;
import org.jspecify.annotations.Nullable;

/** Reads the steps behind the header and verifies every frame, and at the end record the counts and the hash. */
final class ChronicleCursor implements LogCursor {

  private final Path directory;
  private final QueueFile file;
  private final Frame frame;
  private final ContentFile contents;
  private final ByteSource source;
  private final StepDecoder decoder;
  private long sequence;
  private long events;
  private long digest;
  private @Nullable LogEnding ending;

  ChronicleCursor(Path directory, QueueFile file, Frame frame, ContentFile contents, StepDecoder decoder) {
    this.directory = directory;
    this.file = file;
    this.frame = frame;
    this.contents = contents;
    this.decoder = decoder;
    source = new ByteSource(contents);
  }

  @Override
  public @Nullable LoggedStep next() {
    if (ending != null && ending.kind() != LogEnding.Kind.TORN) {
      return null;
    }
    if (!file.next()) {
      ending = stopped(file.stop());
      return null;
    }
    int start = file.start();
    int end = file.end();
    String fault = frame.fault(file.array(), start, end, sequence + 1);
    if (fault != null) {
      return damaged(fault);
    }
    source.reset(file.array(), start + Frame.BEFORE, end - Frame.AFTER);
    try {
      int kind = source.readByte();
      if (kind == Frame.END) {
        return finish(Layout.readEnd(source));
      }
      if (kind != Frame.STEP) {
        return damaged("a document of kind " + kind);
      }
      LoggedStep step = decoder.read(sequence + 1, events, source);
      frame.hash(file.array(), start, end);
      sequence++;
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
    file.close();
    contents.close();
  }

  private @Nullable LoggedStep finish(LogEnd end) {
    if (end.events() != events || end.steps() != sequence) {
      return damaged("the end record counts " + end.events() + " events in " + end.steps() + " steps, read were " + events + " in " + sequence);
    }
    if (end.hash() != frame.hash() || (events > 0 && end.digest() != digest)) {
      return damaged("the end record's hash or digest is another than that of what was read");
    }
    if (file.next() || file.stop() == QueueFile.Stop.DAMAGED || file.stop() == QueueFile.Stop.OPEN) {
      return damaged("something follows on the end record");
    }
    ending = new LogEnding(LogEnding.Kind.COMPLETE, events, "the log " + directory + " is complete: " + events + " events", end);
    return null;
  }

  private @Nullable LoggedStep damaged(String fault) {
    ending = ending(LogEnding.Kind.DAMAGED, "is damaged after event " + events + ", at byte " + file.position() + ": " + fault);
    return null;
  }

  private LogEnding stopped(QueueFile.Stop stop) {
    return switch (stop) {
      case NOTHING ->
          ending(LogEnding.Kind.TORN, "is torn after event " + events + ": its writer was stopped or is still at it, there is no end record");
      case OPEN -> ending(LogEnding.Kind.TORN, "is torn after event " + events + ": its writer was stopped in the middle of a step");
      case CUT -> ending(LogEnding.Kind.CUT, "is cut after event " + events + ": its file ends at byte " + file.position() + " or soon after");
      case DAMAGED -> ending(LogEnding.Kind.DAMAGED, "is damaged after event " + events + ", at byte " + file.position());
    };
  }

  private LogEnding ending(LogEnding.Kind kind, String text) {
    return new LogEnding(kind, events, "the log " + directory + " " + text, null);
  }
}
