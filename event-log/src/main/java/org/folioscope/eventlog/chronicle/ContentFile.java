package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final int AROUND = 2 * Integer.BYTES;

  private final Path path;
  private final boolean writable;
  private final CRC32C crc = new CRC32C();
  private final Map<Long, List<Long>> referencesByDigest = new HashMap<>();
  private @Nullable FileChannel channel;
  private long size;

  private ContentFile(Path path, boolean writable) {
    this.path = path;
    this.writable = writable;
  }

  static ContentFile toWrite(Path directory) {
    return new ContentFile(directory.resolve(NAME), true);
  }

  static ContentFile toRead(Path directory) {
    return new ContentFile(directory.resolve(NAME), false);
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
      throw new BadInputException("cannot write " + path + ": " + e.getMessage(), e);
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
    if (!writable && !Files.exists(path)) {
      throw new MalformedBytesException(NAME + " is missing");
    }
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
      opened =
          writable
              ? FileChannel.open(
                  path,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE)
              : FileChannel.open(path, StandardOpenOption.READ);
      channel = opened;
    }
    return opened;
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
