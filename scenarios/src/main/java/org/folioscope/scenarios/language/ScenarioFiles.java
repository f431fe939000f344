package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.folioscope.eventlog.BadInputException;

/** Finds scenarios: built-in ones by name, others by path. */
public final class ScenarioFiles {
  private static final String CATALOGUE = "/org/folioscope/scenarios/catalogue/";

  private ScenarioFiles() {}

  /** The names of the built-in scenarios, in the catalogue's order. */
  public static Vector<String> catalogue() {
    String index = new String(resource("index"), StandardCharsets.UTF_8);
    return Vector.ofAll(index.lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"));
  }

  /**
   * A built-in scenario.
   *
   * @throws BadInputException if there is none of that name
   */
  public static Scenario builtIn(String name) {
    Vector<String> names = catalogue();
    if (!names.contains(name)) {
      throw new BadInputException(
          "there is no built-in scenario '" + Literals.shortened(name) + "'" + hint(name, names));
    }
    return ScenarioParser.parse(name + ".yaml", resource(name + ".yaml"));
  }

  /**
   * The scenario that a user names: a built-in one by its name, any other by its path. Where both
   * exist, the name of a built-in one wins; write {@code ./name} for the file.
   *
   * @throws BadInputException if there is neither, or if it cannot be read
   * @throws ScenarioException if what is in the file is not a scenario
   */
  public static Scenario load(String nameOrPath) {
    Vector<String> names = catalogue();
    if (names.contains(nameOrPath)) {
      return builtIn(nameOrPath);
    }
    Path path = path(nameOrPath);
    boolean likeAPath =
        nameOrPath.contains("/") || nameOrPath.endsWith(".yaml") || nameOrPath.endsWith(".yml");
    if (!likeAPath && !Files.exists(path)) {
      throw new BadInputException(
          "there is no built-in scenario and no file '"
              + Literals.shortened(nameOrPath)
              + "'"
              + hint(nameOrPath, names));
    }
    return load(path);
  }

  /**
   * The scenario in a file.
   *
   * @throws BadInputException if the file is missing, is a directory, or cannot be read
   * @throws ScenarioException if what is in it is not a scenario
   */
  public static Scenario load(Path path) {
    return ScenarioParser.parse(path.toString(), bytes(path));
  }

  private static Path path(String written) {
    try {
      return Path.of(written);
    } catch (InvalidPathException e) {
      throw new BadInputException(
          "'" + Literals.shortened(written.replace('\0', '?')) + "' is not a path", e);
    }
  }

  private static String hint(String name, Vector<String> names) {
    return DidYouMean.closest(name, names)
        .map(near -> "; did you mean '" + near + "'?")
        .getOrElse("; 'folioscope list scenarios' lists the built-in ones");
  }

  private static byte[] bytes(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new BadInputException(path + ": this is a directory; name a scenario file in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + ": this is not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(SourceDecoder.MAX_BYTES + 1);
    } catch (AccessDeniedException e) {
      throw new BadInputException(path + ": no permission to read the file", e);
    } catch (IOException e) {
      throw new BadInputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = ScenarioFiles.class.getResourceAsStream(CATALOGUE + name)) {
      if (in == null) {
        throw new IllegalStateException("the catalogue lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
