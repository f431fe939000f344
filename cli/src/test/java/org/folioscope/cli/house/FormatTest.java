package org.folioscope.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sources are formatted by google-java-format. This is a test and not a plug-in because the
 * formatter reads sources with the compiler of its own JVM, and Maven may run on a JVM that is too
 * old for them.
 */
class FormatTest {

  private static final String FIX = "mvn -q -Dformat.fix test";

  @Test
  void sourcesAreFormatted() throws IOException {
    boolean fix = System.getProperty("format.fix") != null;
    List<Path> unformatted =
        Sources.all().parallelStream()
            .filter(file -> !formatted(file).equals(Sources.read(file)))
            .toList();
    if (fix) {
      for (Path file : unformatted) {
        Files.writeString(file, formatted(file));
      }
      return;
    }
    assertThat(unformatted.stream().map(Sources::name))
        .as("files that are not formatted; this formats them: %s", FIX)
        .isEmpty();
  }

  private static String formatted(Path file) {
    try {
      String source =
          ImportOrderer.reorderImports(Sources.read(file), JavaFormatterOptions.Style.GOOGLE);
      return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(source));
    } catch (FormatterException e) {
      throw new IllegalStateException(Sources.name(file) + ": " + e.getMessage(), e);
    }
  }
}
