package org.folioscope.scenarios.suite;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;

/** The suites there are. */
public final class Suites {

  /** What every filesystem owes the programs that use it. */
  public static final String CONFORMANCE = "conformance";

  /** Programs that nobody wrote; made by {@code scenarios.programs} from seeds. */
  public static final String PROGRAMS = "programs";

  private static final String RESOURCES = "/org/folioscope/scenarios/suites/";

  private Suites() {}

  /** Their names. */
  public static List<String> names() {
    return List.of(CONFORMANCE, PROGRAMS);
  }

  /** The names of those whose cases were written, and are the same for everybody. */
  public static List<String> written() {
    return List.of(CONFORMANCE);
  }

  /**
   * A suite of written cases.
   *
   * @throws BadInputException if there is none of that name
   */
  public static Suite named(String name) {
    if (!written().contains(name)) {
      throw new BadInputException(
          "there is no suite '"
              + name
              + "'"
              + DidYouMean.hint(name, names())
              + "; there are "
              + String.join(", ", names()));
    }
    Vector<Scenario> written = index(CONFORMANCE).map(one -> scenario(CONFORMANCE + "/" + one));
    return new Suite(
        CONFORMANCE,
        "what reads, writes, mappings, sizes and errors owe to programs",
        written.appendAll(GeneratedCases.all()));
  }

  /** The scenario that tries whether a filesystem has something. */
  static Scenario probe(Need need) {
    return scenario("probes/" + need.word());
  }

  private static Vector<String> index(String suite) {
    String index = new String(resource(suite + "/index"), StandardCharsets.UTF_8);
    return Vector.ofAll(index.lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"));
  }

  private static Scenario scenario(String name) {
    return ScenarioParser.parse(name + ".yaml", resource(name + ".yaml"));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Suites.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException("the suites lack " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
