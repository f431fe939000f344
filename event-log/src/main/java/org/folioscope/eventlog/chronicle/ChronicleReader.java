package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.codec.ByteSource;
import org.folioscope.eventlog.log.codec.EventCodec;
import org.folioscope.eventlog.log.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log that {@link ChronicleLog} wrote or is writing. Never changes a file and needs no
 * right to. Events of a family that is not given, or given in another version, come as {@link
 * org.folioscope.eventlog.log.OpaqueEvent}.
 */
public final class ChronicleReader {

  private final Path directory;
  private final LogHeader header;
  private final List<@Nullable EventCodec<?>> codecs;

  private ChronicleReader(Path directory, LogHeader header, List<@Nullable EventCodec<?>> codecs) {
    this.directory = directory;
    this.header = header;
    this.codecs = codecs;
  }

  /**
   * Reads the header.
   *
   * @param families the vocabularies at hand
   * @throws BadInputException when this is no log, its beginning is damaged or missing, or it is of
   *     a newer format
   */
  public static ChronicleReader open(Path directory, List<? extends EventFamily<?>> families) {
    LogHeader header;
    try (FrameReader frames = new FrameReader(QueueFile.open(directory))) {
      header = readHeader(directory, frames);
    }
    List<@Nullable EventCodec<?>> codecs = new ArrayList<>();
    for (LogHeader.Family written : header.families()) {
      codecs.add(
          families.stream()
              .filter(at -> LogHeader.Family.of(at).equals(written))
              .findFirst()
              .map(EventCodec::new)
              .orElse(null));
    }
    return new ChronicleReader(directory, header, codecs);
  }

  /** What stands before the first step. */
  public LogHeader header() {
    return header;
  }

  /**
   * A new cursor before the first step. It verifies all that it reads. When it ended in a torn log
   * it may be asked again later, and goes on with what was written meanwhile: so one follows a run.
   */
  public LogCursor cursor() {
    ContentFile contents = ContentFile.toRead(directory);
    try {
      FrameReader frames = new FrameReader(QueueFile.open(directory));
      return cursor(frames, contents);
    } catch (RuntimeException e) {
      contents.close();
      throw e;
    }
  }

  /**
   * The file data that was too long for the events, each once, in the order in which it was
   * written. Opaque events refer to it in a way that only their families know.
   */
  public List<Content> contents() {
    try (ContentFile contents = ContentFile.toRead(directory)) {
      return contents.readAll();
    }
  }

  /** Whether all families of the log are at hand, so that it has no opaque events. */
  public boolean knowsAllFamilies() {
    return !codecs.contains(null);
  }

  private LogCursor cursor(FrameReader frames, ContentFile contents) {
    try {
      readHeader(directory, frames);
      return new ChronicleCursor(frames, contents, new StepDecoder(header, codecs));
    } catch (RuntimeException e) {
      frames.close();
      throw e;
    }
  }

  private static LogHeader readHeader(Path directory, FrameReader frames) {
    String log = "the log " + directory;
    FrameReader.Found found = frames.next();
    if (found == FrameReader.Found.NOTHING || found == FrameReader.Found.OPEN) {
      throw new NotBegunException(directory);
    }
    if (found == FrameReader.Found.CUT) {
      throw new BadInputException(log + " is cut before its header; no event can be read");
    }
    if (found == FrameReader.Found.DAMAGED) {
      throw new BadInputException(
          log
              + " is damaged in its header ("
              + frames.fault()
              + "), or the queue is of another program; no event can be read");
    }
    try (ContentFile contents = ContentFile.toRead(directory)) {
      ByteSource source = new ByteSource(contents);
      frames.payload(source);
      if (source.readByte() != Frame.HEADER || source.readFixedLong() != Frame.MAGIC) {
        throw new BadInputException(
            directory + " is not a log: the queue in it is of another program");
      }
      int format = source.readFixedInt();
      if (format != LogHeader.FORMAT) {
        throw new BadInputException(
            log
                + " has format "
                + format
                + "; this program reads format "
                + LogHeader.FORMAT
                + ", use the version that wrote it");
      }
      return Layout.readHeader(format, source);
    } catch (MalformedBytesException e) {
      throw new BadInputException(
          log + " is damaged in its header (" + e.getMessage() + "); no event can be read", e);
    }
  }
}
