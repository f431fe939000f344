package org.folioscope.eventlog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a log. */
final class LogFiles {

  private LogFiles() {}

  static void assertSame(Path original, Path target) throws IOException {
    try (Stream<Path> mine = Files.list(original);
        Stream<Path> others = Files.list(target)) {
      List<Path> names = mine.map(Path::getFileName).sorted().toList();
      assertThat(others.map(Path::getFileName)).containsExactlyInAnyOrderElementsOf(names);
      for (Path name : names) {
        assertThat(Files.mismatch(original.resolve(name), target.resolve(name)))
            .as(name.toString())
            .isEqualTo(-1);
      }
    }
  }

  static void delete(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      for (Path at : files.toList()) {
        Files.delete(at);
      }
    }
    Files.delete(log);
  }
}
