package org.folioscope.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that a person has read and found good. {@code mvn test -Dgolden.update=true} writes them
 * anew, to be reviewed as a diff.
 */
final class Golden {

  private static final Path DIRECTORY = Path.of("src/test/resources/org/folioscope/cli/report");

  private Golden() {}

  static void assertSame(String name, String text) {
    Path file = DIRECTORY.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(DIRECTORY);
        Files.writeString(file, text);
      }
      assertThat(text)
          .as("%s; to accept it: -Dgolden.update=true", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
