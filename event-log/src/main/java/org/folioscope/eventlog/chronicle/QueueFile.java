package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The library makes this file first. */
  private static final String TABLE = "metadata.cq4t";

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
  private static final byte[] STORE = "SCQStore".getBytes(StandardCharsets.US_ASCII);
  private static final int STORE_WITHIN = 64;

  private final Path path;
  private final FileWindow window;
  private final Frame frame = new Frame();
  private long position;
  private long document;
  private int start;
  private int end;
  private Stop stop = Stop.NOTHING;

  private QueueFile(Path path, FileWindow window) {
    this.path = path;
    this.window = window;
  }

  /**
   * Opens the queue in a directory.
   *
   * @throws NotBegunException when a writer may be about to begin it
   * @throws BadInputException when there is none, or its first header is damaged
   */
  static QueueFile open(Path directory) {
    try {
      Path path = find(directory);
      QueueFile file = new QueueFile(path, FileWindow.open(path));
      try {
        file.requireBeginning(directory);
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
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
        if (!window.holds(position, WORD)) {
          return stopAt(Stop.CUT);
        }
        int header = window.intAt(position);
        int length = header & LENGTH_MASK;
        if (header == 0 || (header & OPEN_BIT) != 0) {
          // The writer may have gone on since this was read, and while we look around.
          Stop reason = isStill(header) ? reasonToStop(header, length) : null;
          if (reason == null || (reason == Stop.DAMAGED && !isStill(header))) {
            continue;
          }
          return stopAt(reason);
        }
        if (!window.holds(position + WORD, length)) {
          return stopAt(lengthIsOurs(header, length) ? Stop.CUT : Stop.DAMAGED);
        }
        document = position + WORD;
        start = window.indexOf(document);
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
   * Reads the document anew. A writer fills it in before its header, but we may have seen the two
   * in another order.
   */
  boolean reread() {
    try {
      int length = end - start;
      window.forget(document);
      boolean held = window.holds(document, length);
      if (held) {
        start = window.indexOf(document);
        end = start + length;
      }
      return held;
    } catch (IOException e) {
      throw new BadInputException("cannot read the log " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Holds the document from {@link #start} to {@link #end} until the next call of {@link #next}.
   */
  byte[] array() {
    return window.array();
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
      window.close();
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
      if (files.isEmpty() && Files.exists(directory.resolve(TABLE))) {
        throw new NotBegunException(directory);
      }
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

  private void requireBeginning(Path directory) throws IOException {
    if (beginsAsQueue()) {
      return;
    }
    window.forget(0);
    if (window.size() == 0 || (window.holds(0, WORD) && isUnfinished(window.intAt(0)))) {
      throw new NotBegunException(directory);
    }
    throw new BadInputException(
        "the log "
            + directory
            + " is damaged: the queue's first header is not readable; no event can be read");
  }

  private static boolean isUnfinished(int header) {
    return (header & ~OPEN_BIT) == 0;
  }

  private boolean beginsAsQueue() throws IOException {
    if (!window.holds(0, WORD + STORE_WITHIN)) {
      return false;
    }
    int header = window.intAt(0);
    boolean metadata = (header & (OPEN_BIT | META_BIT)) == META_BIT;
    for (int at = WORD; metadata && at + STORE.length <= WORD + STORE_WITHIN; at++) {
      if (Arrays.equals(window.array(), at, at + STORE.length, STORE, 0, STORE.length)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The library fills in a document's header last, so a writer that is stopped in a document, or is
   * still in it, leaves a header of zero with something behind it. That is damage only if it is
   * more than one document can be, or if a whole document follows.
   */
  private Stop reasonToStop(int header, int length) throws IOException {
    if (length != 0) {
      return Stop.DAMAGED;
    }
    long rest = window.restWithoutZeros(position + WORD);
    if (rest == 0) {
      return header == OPEN_BIT ? Stop.OPEN : Stop.NOTHING;
    }
    boolean mayBeOpen = header == 0 || header == OPEN_BIT;
    return mayBeOpen && rest <= Frame.LONGEST && !documentFollows((int) rest)
        ? Stop.OPEN
        : Stop.DAMAGED;
  }

  private boolean documentFollows(int rest) throws IOException {
    // A checksum may end in zeros, which were not counted.
    int count = (int) Math.min(rest + Frame.AFTER, window.size() - position - WORD);
    if (!window.holds(position + WORD, count)) {
      return false;
    }
    int from = window.indexOf(position + WORD);
    for (int at = from; at + WORD <= from + count; at += WORD) {
      int length = window.intAt(position + WORD + at - from);
      if (length > 0
          && length <= from + count - at - WORD
          && frame.isWhole(array(), at + WORD, at + WORD + length)) {
        return true;
      }
    }
    return false;
  }

  private boolean stopAt(Stop reason) {
    stop = reason;
    // What was read ahead may be out of date when we are asked again.
    window.forget(position);
    return false;
  }

  /**
   * Whether our own frame in a document that does not fit into the file has the length that the
   * document's header says.
   */
  private boolean lengthIsOurs(int header, int length) throws IOException {
    return (header & META_BIT) != 0
        || !window.holds(position + WORD, WORD)
        || window.intAt(position + WORD) + Frame.BEFORE + Frame.AFTER == length;
  }

  /** Reads the header at this position once more, past what was read ahead. */
  private boolean isStill(int header) throws IOException {
    window.forget(position);
    return window.holds(position, WORD) && window.intAt(position) == header;
  }
}
