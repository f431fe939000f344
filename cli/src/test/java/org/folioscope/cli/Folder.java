package org.folioscope.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Folders in tests: what is in them, and copies of them. */
final class Folder {

  private Folder() {}

  /** Every file below with its time and checksum. */
  static SortedMap<String, String> contents(Path folder) {
    SortedMap<String, String> contents = new TreeMap<>();
    for (Path file : walk(folder)) {
      try {
        String what =
            Files.isDirectory(file)
                ? "folder"
                : checksum(file) + " " + Files.getLastModifiedTime(file);
        contents.put(folder.relativize(file).toString(), what);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return contents;
  }

  static Path copy(Path from, Path to) {
    for (Path file : walk(from)) {
      try {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return to;
  }

  /** The queue's file of a run directory. */
  static Path queue(Path run) {
    return walk(run).stream().filter(file -> file.toString().endsWith(".cq4")).findFirst().get();
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksum(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(Files.readAllBytes(file));
    return HexFormat.of().toHexDigits(crc.getValue());
  }
}
