package org.folioscope.cli.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of all modules, wherever the tests were started. */
final class Sources {

  private Sources() {}

  /** The folder that holds all modules. */
  static Path root() {
    String told = System.getProperty("folioscope.root", "");
    Path start = Path.of(told.isEmpty() ? "" : told).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no ARCHITECTURE.md at or above " + start);
  }

  /** All sources, those of tests included. */
  static List<Path> all() {
    return Stream.concat(under("src/main/java"), under("src/test/java")).toList();
  }

  /** The sources that are shipped. */
  static List<Path> shipped() {
    return under("src/main/java").toList();
  }

  /** A path as messages show it: relative to the root, with slashes. */
  static String name(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> under(String folder) {
    return modules().stream()
        .map(module -> module.resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(Sources::javaFiles);
  }

  private static List<Path> modules() {
    try (Stream<Path> children = Files.list(root())) {
      return children.filter(child -> Files.exists(child.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
