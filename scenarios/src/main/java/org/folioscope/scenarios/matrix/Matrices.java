package org.folioscope.scenarios.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The built-in matrices: resources that an index lists. */
public final class Matrices {

  private static final String FOLDER = "/org/folioscope/scenarios/matrix/";

  private Matrices() {}

  /** All that are in the index, in its order, if anything of them can be run. */
  public static List<Matrix> builtIn() {
    return names().stream()
        .map(Matrices::named)
        .filter(matrix -> !matrix.races().isEmpty())
        .toList();
  }

  private static Matrix named(String name) {
    return MatrixReader.parse(name + ".yaml", resource(name + ".yaml"));
  }

  private static List<String> names() {
    return resource("index")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static String resource(String name) {
    try (InputStream in = Matrices.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("there is no matrix " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
