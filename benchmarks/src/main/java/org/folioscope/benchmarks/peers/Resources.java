package org.folioscope.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The models of other tools, which want them as files. */
final class Resources {

  private Resources() {}

  /** Copies a resource of this package into the folder. */
  static void copy(String name, Path folder) throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
      Files.copy(resource, folder.resolve(name));
    }
  }
}
