package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;

/**
 * Reads the documents of a queue's one file, from the first to the last, by plain reads.
 *
 * <p>The library's own tailer stops without a word at a damaged length, reads zeros from a cut file
 * as if they had been written, and needs half a second and some flags of the JVM to begin. To tell
 * a torn log from a damaged one we would have to look at the file ourselves anyway, so we do
 * nothing else. The file is a row of documents, each beginning at a multiple of four:
 *
 * <pre>
 *   int  header   bit 31: not finished, bit 30: metadata of the queue, the rest: length; 0: nothing yet; both bits and no length: no more
 *   ...  bytes
 * </pre>
 */
final class QueueFile implements AutoCloseable {

  static final String SUFFIX = ".cq4";

  /** Why there is no next document. */
  enum Stop {
    /** Nothing but zeros from here on. */
    NOTHING,
    /** A document was begun and not finished. */
    OPEN,
    /** The file ends. */
    CUT,
    /** The bytes here are no document. */
    DAMAGED
  }

  private static final int OPEN_BIT = 0x80000000;
  private static final int META_BIT = 0x40000000;
  private static final int LENGTH_MASK = 0x3FFFFFFF;
  private static final int WORD = Integer.BYTES;
  private static final int CHUNK = 128 << 10;
  private static final byte[] STORE = "SCQStore".getBytes(StandardCharsets.US_ASCII);
  private static final int STORE_WITHIN = 64;

  private final Path path;
  private final FileChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private long bufferAt;
  private int filled;
  private long position;
  private int start;
  private int end;
  private Stop stop = Stop.NOTHING;

  private QueueFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the queue in a directory.
   *
   * @throws BadInputException when there is none, or its first header is damaged
   */
  static QueueFile open(Path directory) {
    try {
      Path path = find(directory);
      QueueFile file = new QueueFile(path, FileChannel.open(path, StandardOpenOption.READ));
      boolean begins = false;
      try {
        begins = file.beginsAsQueue();
      } finally {
        if (!begins) {
          file.close();
        }
      }
      if (!begins) {
        throw new BadInputException(
            "the log "
                + directory
                + " is damaged: the queue's first header is not readable; no event can be read");
      }
      return file;
    } catch (IOException e) {
      throw new BadInputException("cannot read the log " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Goes to the next document that is not the queue's own; false if there is none, for the reason
   * that {@link #stop} gives.
   */
  boolean next() {
    try {
      while (true) {
        if (!holds(position, WORD)) {
          return stopAt(Stop.CUT);
        }
        int header = intAt(position);
        int length = header & LENGTH_MASK;
        if (header == 0 || (header & OPEN_BIT) != 0) {
          Stop reason = reasonToStop(header, length);
          if (reason == Stop.DAMAGED && !wordAgain(position, header)) {
            continue; // the writer went on meanwhile
          }
          return stopAt(reason);
        }
        if (!holds(position + WORD, length)) {
          return stopAt(lengthIsOurs(header, length) ? Stop.CUT : Stop.DAMAGED);
        }
        start = (int) (position + WORD - bufferAt);
        end = start + length;
        position = (position + WORD + length + WORD - 1) & -WORD;
        if ((header & META_BIT) == 0) {
          return true;
        }
      }
    } catch (IOException e) {
      throw new BadInputException("cannot read the log " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Holds the document from {@link #start} to {@link #end} until the next call of {@link #next}.
   */
  byte[] array() {
    return buffer.array();
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Why {@link #next} returned false. */
  Stop stop() {
    return stop;
  }

  /** Where in the file the next document would begin, in bytes. */
  long position() {
    return position;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BadInputException("cannot close " + path + ": " + e.getMessage(), e);
    }
  }

  private static Path find(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new BadInputException("no log at " + directory + ": there is no such directory");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files = entries.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      if (files.isEmpty()) {
        throw new BadInputException(
            directory + " is not a log: there is no *" + SUFFIX + " file in it");
      }
      if (files.size() > 1) {
        throw new BadInputException(
            directory
                + " is not a log: a log has one *"
                + SUFFIX
                + " file, and there are "
                + files.size());
      }
      return files.getFirst();
    }
  }

  private boolean beginsAsQueue() throws IOException {
    if (!holds(0, WORD + STORE_WITHIN)) {
      return false;
    }
    int header = intAt(0);
    boolean metadata = (header & (OPEN_BIT | META_BIT)) == META_BIT;
    for (int at = WORD; metadata && at + STORE.length <= WORD + STORE_WITHIN; at++) {
      if (Arrays.equals(buffer.array(), at, at + STORE.length, STORE, 0, STORE.length)) {
        return true;
      }
    }
    return false;
  }

  private Stop reasonToStop(int header, int length) throws IOException {
    if (length != 0) {
      return Stop.DAMAGED;
    }
    if (header == OPEN_BIT) {
      return nothingFollowsOpen() ? Stop.OPEN : Stop.DAMAGED;
    }
    return restIsZero(position + WORD) ? Stop.NOTHING : Stop.DAMAGED;
  }

  private boolean stopAt(Stop reason) {
    stop = reason;
    // What was read ahead may be out of date when we are asked again.
    filled = (int) Math.max(0, Math.min(filled, position - bufferAt));
    return false;
  }

  /**
   * Whether our own frame in a document that does not fit into the file has the length that the
   * document's header says.
   */
  private boolean lengthIsOurs(int header, int length) throws IOException {
    return (header & META_BIT) != 0
        || !holds(position + WORD, WORD)
        || intAt(position + WORD) + Frame.BEFORE + Frame.AFTER == length;
  }

  /** A writer that is stopped in a document leaves nothing behind it. */
  private boolean nothingFollowsOpen() throws IOException {
    if (!holds(position + WORD, WORD)) {
      return true;
    }
    long length = intAt(position + WORD);
    long behind = position + WORD + length + Frame.BEFORE + Frame.AFTER;
    return length < 0 || behind > channel.size() || restIsZero((behind + WORD - 1) & -WORD);
  }

  private boolean restIsZero(long from) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = from; ; ) {
      int count = channel.read(chunk.clear(), at);
      if (count <= 0) {
        return true;
      }
      for (int i = 0; i < count; i++) {
        if (chunk.get(i) != 0) {
          return false;
        }
      }
      at += count;
    }
  }

  /** Reads a word once more, past the buffer, and says whether it is still the same. */
  private boolean wordAgain(long at, int before) throws IOException {
    filled = (int) Math.min(filled, at - bufferAt);
    return holds(at, WORD) && intAt(at) == before;
  }

  private int intAt(long at) {
    return buffer.getInt((int) (at - bufferAt));
  }

  /** Brings the bytes into the buffer; false when the file ends before. */
  private boolean holds(long at, int count) throws IOException {
    if (at >= bufferAt && at + count <= bufferAt + filled) {
      return true;
    }
    if (at + count > channel.size()) {
      return false;
    }
    int kept = at >= bufferAt ? (int) Math.max(0, bufferAt + filled - at) : 0;
    ByteBuffer target = buffer;
    if (count > target.capacity()) {
      target = ByteBuffer.allocate(count + CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    }
    if (kept > 0) {
      System.arraycopy(buffer.array(), (int) (at - bufferAt), target.array(), 0, kept);
    }
    buffer = target.clear().position(kept);
    bufferAt = at;
    filled = kept;
    while (filled < count) {
      int read = channel.read(buffer, bufferAt + filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }
}
