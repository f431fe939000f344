package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.folioscope.eventlog.BadInputException;

/** Appends frames to a queue of its own, one document each. */
final class FrameWriter implements AutoCloseable {

  /** The file grows by so much and is mapped by so much, so that a short run stays small. */
  private static final int BLOCK = 256 << 10;

  private static final long LEAST_FREE = 8L << 20;
  private static final long CHECK_EVERY = 1L << 20;

  static {
    // Said here too, so that no way of starting a program makes the library write home or say
    // hello.
    for (String name :
        new String[] {
          "chronicle.analytics.disable",
          "chronicle.announcer.disable",
          "chronicle.disk.monitor.disable"
        }) {
      if (System.getProperty(name) == null) {
        System.setProperty(name, "true");
      }
    }
  }

  private final Path directory;
  private final Frame frame = new Frame();
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;
  private long sequence;
  private long untilCheck;
  private boolean failed;

  FrameWriter(Path directory) {
    this.directory = directory;
    requireSpace(0);
    ChronicleQueue opened = null;
    try {
      opened =
          SingleChronicleQueueBuilder.binary(directory.toFile())
              .rollCycle(RollCycles.FAST_DAILY)
              .blockSize(BLOCK)
              // A fixed time: the file's name must not depend on the day, and a run over midnight
              // must not roll.
              .timeProvider(() -> 0)
              .build();
      queue = opened;
      appender = opened.createAppender();
    } catch (RuntimeException | InternalError e) {
      if (opened != null) {
        opened.close();
      }
      throw unwritable(e);
    }
  }

  /** The hash over all frames written so far. */
  long hash() {
    return frame.hash();
  }

  /**
   * Writes a payload that stands in the array with {@link Frame#BEFORE} bytes of room before it and
   * {@link Frame#AFTER} behind. One that is too long for a document becomes several.
   *
   * @throws BadInputException when the disk is full or does not take it
   */
  void write(byte[] array, int start, int end) {
    if (failed) {
      throw new IllegalStateException("the log in " + directory + " could not be written before");
    }
    try {
      if (end - start <= Frame.LONGEST) {
        writeFrame(array, start, end);
      } else {
        writeParts(array, start, end);
      }
    } catch (RuntimeException | InternalError e) {
      failed = true;
      throw e instanceof BadInputException known ? known : unwritable(e);
    }
  }

  private void writeParts(byte[] array, int start, int end) {
    byte[] part = new byte[Frame.LONGEST];
    int payloadEnd = end - Frame.AFTER;
    int room = Frame.LONGEST - Frame.BEFORE - 1 - Frame.AFTER;
    for (int at = start + Frame.BEFORE; at < payloadEnd; at += room) {
      int count = Math.min(room, payloadEnd - at);
      part[Frame.BEFORE] = (byte) (at + count < payloadEnd ? Frame.PART : Frame.LAST_PART);
      System.arraycopy(array, at, part, Frame.BEFORE + 1, count);
      writeFrame(part, 0, Frame.BEFORE + 1 + count + Frame.AFTER);
    }
  }

  /** Lets go of the files. After a failed write nothing that happens here is news. */
  @Override
  public void close() {
    try {
      queue.close();
    } catch (RuntimeException | InternalError e) {
      if (!failed) {
        throw unwritable(e);
      }
    }
  }

  private void writeFrame(byte[] array, int start, int end) {
    frame.seal(array, start, end, sequence);
    requireSpace(end - start);
    try (DocumentContext document = appender.writingDocument()) {
      try {
        document.wire().bytes().write(array, start, end - start);
      } catch (RuntimeException | InternalError e) {
        document.rollbackOnClose();
        throw e;
      }
    }
    frame.hash(array, start, end);
    sequence++;
  }

  /**
   * A store into a mapped file ends in an InternalError when the disk is full, so we look
   * beforehand.
   */
  private void requireSpace(int bytes) {
    untilCheck -= bytes;
    if (untilCheck > 0) {
      return;
    }
    untilCheck = CHECK_EVERY;
    long free = directory.toFile().getUsableSpace();
    if (free < LEAST_FREE + bytes) {
      failed = true;
      throw new BadInputException(
          "cannot write the log "
              + directory
              + ": "
              + (free >> 10)
              + " KiB free, at least "
              + (LEAST_FREE >> 10)
              + " KiB are needed");
    }
  }

  private BadInputException unwritable(Throwable cause) {
    String reason =
        cause instanceof InternalError
            ? "a store into its file failed, is the disk full?"
            : String.valueOf(cause.getMessage());
    return new BadInputException("cannot write the log " + directory + ": " + reason, cause);
  }
}
