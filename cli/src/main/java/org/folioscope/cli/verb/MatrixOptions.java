package org.folioscope.cli.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.cli.setup.Choices;
import org.folioscope.cli.setup.Session;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.matrix.AdHoc;
import org.folioscope.scenarios.matrix.Matrices;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.Race;
import org.folioscope.scenarios.run.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which cells of which matrices, or which scenarios by which kernels and policies. */
final class MatrixOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "Races by their codes, scenarios by their names, or whole matrices by theirs; without"
              + " any, all there are. With --columns or --vary: scenarios, built-in or as files.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--thread",
      paramLabel = "N",
      description = "Only the matrices of a thread, for example 001; may be repeated.")
  private List<String> threads = new ArrayList<>();

  @Option(
      names = "--fs",
      paramLabel = "F",
      split = ",",
      description = "Only on these filesystems; several with commas, or repeated.")
  private List<String> filesystems = new ArrayList<>();

  @Option(
      names = "--all",
      description = "Explore the cells too that are said to be as the base cell (=).")
  private boolean all;

  @Option(
      names = "--columns",
      paramLabel = "C",
      split = ",",
      description =
          "A matrix of your own: kernels, POLICY=VALUE, codes such as wake:E2, or these joined with"
              + " +; several with commas.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--vary",
      paramLabel = "P",
      description =
          "A matrix of your own: a column for each value of this policy, or for each code of a"
              + " topic such as wake.")
  private @Nullable String vary;

  @Option(
      names = "--kernel",
      paramLabel = "K",
      description = "With --columns or --vary: the kernel of columns that name none.")
  private @Nullable String kernel;

  /**
   * What is to be explored.
   *
   * @param matrix of which
   * @param races those of its rows
   */
  record Part(Matrix matrix, List<Race> races) {}

  boolean all() {
    return all;
  }

  List<String> filesystems() {
    return List.copyOf(filesystems);
  }

  List<Part> parts(Session session) {
    if (!columns.isEmpty() || vary != null) {
      Matrix chosen = chosen(session);
      return List.of(new Part(chosen, chosen.races()));
    }
    if (kernel != null) {
      throw new BadInputException(
          "--kernel needs --columns or --vary: a built-in matrix has kernels of its own");
    }
    return builtIn();
  }

  private List<Part> builtIn() {
    List<Matrix> matrices = Matrices.builtIn();
    List<String> known = matrices.stream().map(Matrix::thread).distinct().toList();
    for (String thread : threads) {
      if (!known.contains(thread)) {
        throw new BadInputException(
            "there is no matrix of the thread '" + thread + "'; there are " + join(known));
      }
    }
    names.forEach(name -> requireKnown(name, matrices));
    List<Part> parts = new ArrayList<>();
    for (Matrix matrix : matrices) {
      List<Race> races = matrix.races().stream().filter(race -> isWanted(matrix, race)).toList();
      boolean wanted = threads.isEmpty() || threads.contains(matrix.thread());
      if (wanted && !races.isEmpty()) {
        parts.add(new Part(matrix, races));
      }
    }
    if (parts.isEmpty()) {
      throw new BadInputException("no race of the thread " + join(threads) + " is " + join(names));
    }
    return List.copyOf(parts);
  }

  private boolean isWanted(Matrix matrix, Race race) {
    return names.isEmpty() || names.stream().anyMatch(name -> isNamed(name, matrix, race));
  }

  private static boolean isNamed(String name, Matrix matrix, Race race) {
    return name.equals(matrix.name())
        || name.toLowerCase(Locale.ROOT).equals(race.code().toLowerCase(Locale.ROOT))
        || race.variants().containsValue(name);
  }

  private static void requireKnown(String name, List<Matrix> matrices) {
    List<String> known = new ArrayList<>();
    for (Matrix matrix : matrices) {
      known.add(matrix.name());
      matrix
          .races()
          .forEach(race -> {
            known.add(race.code());
            known.addAll(race.variants().values());
          });
      if (matrix.races().stream().anyMatch(race -> isNamed(name, matrix, race))) {
        return;
      }
    }
    throw new BadInputException(
        "no matrix has '"
            + name
            + "'"
            + DidYouMean.hint(name, known)
            + "; with --columns or --vary any scenario can be a row");
  }

  private Matrix chosen(Session session) {
    if (names.isEmpty() || !threads.isEmpty() || all) {
      throw new BadInputException(
          "--columns and --vary make a matrix of scenarios: name some, without --thread and --all");
    }
    String usual = kernel;
    if (usual == null) {
      usual = asFirstRuleSays(session, names.getFirst()).kernel;
    }
    AdHoc matrix = new AdHoc(session.kernel(usual).label(), new LinkedHashMap<>());
    columns.forEach(matrix::addColumn);
    if (vary != null) {
      session.policies().variants(vary).forEach(matrix::addColumn);
    }
    for (String name : names) {
      matrix.addScenario(
          name,
          filesystems.isEmpty()
              ? List.of(asFirstRuleSays(session, name).filesystem)
              : List.copyOf(filesystems));
    }
    return matrix.matrix();
  }

  private record Usual(String kernel, String filesystem) {}

  private static Usual asFirstRuleSays(Session session, String scenario) {
    SequencedMap<String, String> none = new LinkedHashMap<>();
    Configuration usual =
        session.configuration(new Choices(scenario, Optional.empty(), Optional.empty(), none));
    return new Usual(usual.policies().kernel().label(), usual.filesystem().name());
  }

  private static String join(List<String> words) {
    return String.join(", ", words);
  }
}
