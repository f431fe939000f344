package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.codec.BlobStore;
import org.folioscope.eventlog.log.codec.MalformedBytesException;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a run that are too long for its events, each once: {@code content.bin} beside the
 * queue. Only ever appended to, and not there before the first content.
 *
 * <pre>
 *   int   length   in bytes
 *   ...   bytes
 *   int   check    CRC32C over all of the above
 * </pre>
 *
 * A content's reference is where its length stands. Since a content is written before the event
 * that refers to it, an unfinished one at the end is referred to by nothing.
 */
final class ContentFile implements BlobStore, AutoCloseable {

  static final String NAME = "content.bin";

  private static final Set<OpenOption> TO_READ = Set.of(StandardOpenOption.READ);
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private static final int AROUND = 2 * Integer.BYTES;

  private final Path path;
  private final boolean writable;
  private final CRC32C crc = new CRC32C();
  private final Map<Long, List<Long>> referencesByDigest = new HashMap<>();
  private @Nullable DirectoryStream<Path> directory;
  private @Nullable FileChannel channel;
  private long size;
  private long kept;

  private ContentFile(Path path, boolean writable) {
    this.path = path;
    this.writable = writable;
  }

  static ContentFile toWrite(Path directory) {
    return new ContentFile(directory.resolve(NAME), true);
  }

  /** A file that may come only later, even after the directory was moved. */
  @SuppressWarnings("StreamResourceLeak") // closed with the file
  static ContentFile toRead(Path directory) {
    ContentFile file = new ContentFile(directory.resolve(NAME), false);
    try {
      file.directory = Files.newDirectoryStream(directory);
    } catch (IOException e) {
      throw new BadInputException("cannot read the log " + directory + ": " + e.getMessage(), e);
    }
    return file;
  }

  /** What was put so far is referred to. */
  void keep() {
    kept = size;
  }

  /**
   * Takes back what was put and not kept, so that the file depends on the events in the log alone.
   */
  void dropUnkept() {
    if (size == kept) {
      return;
    }
    referencesByDigest.values().forEach(references -> references.removeIf(at -> at >= kept));
    size = kept;
    try {
      open().truncate(kept);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** The contents from the first to the last whole one. */
  List<Content> readAll() {
    List<Content> all = new ArrayList<>();
    try {
      for (long at = 0; ; at += AROUND + all.getLast().length()) {
        all.add(Content.of(read(at)));
      }
    } catch (MalformedBytesException e) {
      return all;
    } catch (IOException e) {
      throw new BadInputException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long put(Content blob) {
    List<Long> candidates =
        referencesByDigest.computeIfAbsent(blob.hash(), digest -> new ArrayList<>(1));
    for (long candidate : candidates) {
      if (get(candidate, blob.hash()).equals(blob)) {
        return candidate;
      }
    }
    try {
      long reference = append(blob.bytes());
      candidates.add(reference);
      return reference;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public Content get(long reference, long digest) {
    try {
      Content blob = Content.of(read(reference));
      if (blob.hash() != digest) {
        throw new MalformedBytesException(
            "the content at " + reference + " of " + NAME + " is another than the event's");
      }
      return blob;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long append(byte[] bytes) throws IOException {
    ByteBuffer buffer = buffer(bytes.length + AROUND).putInt(bytes.length).put(bytes);
    buffer.putInt(check(buffer.array(), bytes.length + Integer.BYTES)).flip();
    long reference = size;
    while (buffer.hasRemaining()) {
      size += open().write(buffer, size);
    }
    return reference;
  }

  private byte[] read(long reference) throws IOException {
    long left = open().size() - reference;
    if (reference < 0 || left < AROUND) {
      throw new MalformedBytesException(NAME + " ends before " + reference);
    }
    int length = readFully(reference, Integer.BYTES).getInt();
    if (length < 0 || length > left - AROUND) {
      throw new MalformedBytesException(NAME + " is damaged or cut at " + reference);
    }
    ByteBuffer whole = readFully(reference, length + AROUND);
    byte[] bytes = new byte[length];
    whole.position(Integer.BYTES).get(bytes);
    if (whole.getInt() != check(whole.array(), length + Integer.BYTES)) {
      throw new MalformedBytesException(NAME + " is damaged at " + reference);
    }
    return bytes;
  }

  private ByteBuffer readFully(long at, int count) throws IOException {
    ByteBuffer buffer = buffer(count);
    while (buffer.hasRemaining()) {
      if (open().read(buffer, at + buffer.position()) < 0) {
        throw new MalformedBytesException(NAME + " ends before " + (at + count));
      }
    }
    return buffer.flip();
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      opened = writable ? FileChannel.open(path, NEW) : openToRead();
      channel = opened;
    }
    return opened;
  }

  private FileChannel openToRead() throws IOException {
    try {
      if (directory instanceof SecureDirectoryStream<Path> held
          && held.newByteChannel(path.getFileName(), TO_READ) instanceof FileChannel found) {
        return found;
      }
      return FileChannel.open(path, TO_READ);
    } catch (NoSuchFileException e) {
      throw new MalformedBytesException(NAME + " is missing");
    }
  }

  private BadInputException unwritable(IOException cause) {
    return new BadInputException("cannot write " + path + ": " + cause.getMessage(), cause);
  }

  private int check(byte[] array, int count) {
    crc.reset();
    crc.update(array, 0, count);
    return (int) crc.getValue();
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
