package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory whose files are given bytes again and again; only what differs is written. */
public final class ScratchFiles {

  private final Path directory;
  private final SortedMap<String, byte[]> now = new TreeMap<>();
  private final SortedMap<String, FileTime> times = new TreeMap<>();

  /** A directory that is made if it is not there. */
  public ScratchFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** Where the files are. */
  public Path directory() {
    return directory;
  }

  /** Makes these the files, by their paths in the directory. */
  public void put(SortedMap<String, byte[]> files) throws IOException {
    for (String name : now.keySet().toArray(new String[0])) {
      if (!files.containsKey(name)) {
        Files.delete(directory.resolve(name));
        now.remove(name);
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(file.getKey(), now.getOrDefault(file.getKey(), new byte[0]), file.getValue());
      now.put(file.getKey(), file.getValue());
      Path path = directory.resolve(file.getKey());
      times.put(file.getKey(), Files.getLastModifiedTime(path));
    }
  }

  /** Fails when a file is not as it was put. */
  public void requireUnchanged(String what) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<String> names =
          files
              .filter(file -> !Files.isDirectory(file))
              .map(file -> directory.relativize(file).toString())
              .toList();
      assertThat(names).as(what).containsExactlyInAnyOrderElementsOf(now.keySet());
    }
    for (Map.Entry<String, byte[]> file : now.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (!Arrays.equals(Files.readAllBytes(path), file.getValue())
          || !Files.getLastModifiedTime(path).equals(times.get(file.getKey()))) {
        throw new AssertionError(what + ": " + file.getKey() + " was changed by reading");
      }
    }
  }

  private void write(String name, byte[] old, byte[] wanted) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(wanted.length);
      int from = Arrays.mismatch(old, wanted);
      int to = wanted.length;
      if (from >= 0 && old.length == wanted.length) {
        while (old[to - 1] == wanted[to - 1]) {
          to--;
        }
      }
      if (from >= 0 && from < to) {
        ByteBuffer patch = ByteBuffer.wrap(wanted, from, to - from);
        while (patch.hasRemaining()) {
          channel.write(patch, patch.position());
        }
      }
    }
  }
}
