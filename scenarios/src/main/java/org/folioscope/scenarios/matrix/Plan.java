package org.folioscope.scenarios.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.matrix.Expected.Meaning;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;

/** Makes configurations of a matrix's cells. Each scenario is read once. */
public final class Plan {

  private final KnownPolicies known;
  private final List<FilesystemProvider> filesystems;
  private final boolean all;
  private final SortedMap<String, Scenario> scenarios = new TreeMap<>();

  /**
   * A plan for what is at hand.
   *
   * @param all whether cells are explored that are said to be as the base cell
   */
  public Plan(KnownPolicies known, List<FilesystemProvider> filesystems, boolean all) {
    this.known = known;
    this.filesystems = List.copyOf(filesystems);
    this.all = all;
  }

  /**
   * The cells in the order of races, variants, filesystems and columns.
   *
   * @param races those that are wanted
   * @param only the filesystems that are wanted; all if it is empty
   * @throws BadInputException if a scenario, kernel, policy or filesystem is not there
   */
  public List<Cell> cells(Matrix matrix, List<Race> races, List<String> only) {
    only.forEach(this::filesystem);
    List<Cell> cells = new ArrayList<>();
    for (Race race : races) {
      for (String variant : race.variants().sequencedKeySet()) {
        for (String filesystem : race.filesystems()) {
          if (only.isEmpty() || only.contains(filesystem)) {
            Race.Place place = new Race.Place(filesystem, variant);
            matrix.columns().forEach(column -> cells.add(cell(matrix, race, column, place)));
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  private Cell cell(Matrix matrix, Race race, Column column, Race.Place place) {
    Expected written = race.expected(column.code(), place);
    boolean asBase = written.meaning() == Meaning.AS_BASE;
    Expected expected = asBase ? base(matrix, race, place) : written;
    boolean run = asBase ? all : written.meaning() != Meaning.NOT_RUN;
    boolean there = run && expected.meaning() != Meaning.NOT_RUN;
    return new Cell(
        race,
        place.variant(),
        column,
        place.filesystem(),
        written,
        expected,
        there ? Optional.of(configuration(matrix, race, column, place)) : Optional.empty());
  }

  private static Expected base(Matrix matrix, Race race, Race.Place place) {
    return race.expected(race.base().or(matrix::base).orElseThrow(), place);
  }

  private Configuration configuration(Matrix matrix, Race race, Column column, Race.Place place) {
    String name = String.valueOf(race.variants().get(place.variant()));
    Policies policies = policies(matrix, race, column);
    FilesystemProvider filesystem = filesystem(place.filesystem());
    return new Configuration(
        scenario(name, race.options()), policies, filesystem, known.plugins(filesystem, policies));
  }

  /**
   * The kernel of a column.
   *
   * @throws BadInputException if there is no such kernel or policy
   */
  public Policies policies(Matrix matrix, Column column) {
    String name = column.kernel().orElse(matrix.kernel());
    Kernel kernel =
        Kernel.named(name).orElseThrow(() -> matrix.error(column.position(), noKernel(name)));
    Policies usual = set(matrix, column.position(), Policies.of(kernel), matrix.policies());
    return set(matrix, column.position(), usual, column.policies());
  }

  private Policies policies(Matrix matrix, Race race, Column column) {
    return set(matrix, race.position(), policies(matrix, column), race.policies());
  }

  private Policies set(
      Matrix matrix, Position position, Policies policies, SequencedMap<String, String> settings) {
    Policies set = policies;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      try {
        set = known.set(set, setting.getKey(), setting.getValue());
      } catch (BadInputException e) {
        throw matrix.error(position, String.valueOf(e.getMessage()));
      }
    }
    return set;
  }

  private Scenario scenario(String name, SequencedMap<String, String> options) {
    return scenarios.computeIfAbsent(name + options, _ -> read(name, options));
  }

  private static Scenario read(String name, SequencedMap<String, String> options) {
    Scenario scenario = ScenarioFiles.load(name);
    return options.isEmpty() ? scenario : scenario.with(options);
  }

  private FilesystemProvider filesystem(String name) {
    List<String> names = filesystems.stream().map(FilesystemProvider::name).toList();
    return filesystems.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "there is no filesystem '"
                    + name
                    + "'"
                    + DidYouMean.hint(name, names)
                    + "; there are "
                    + String.join(", ", names)));
  }

  private static String noKernel(String name) {
    return "there is no kernel '" + name + "'" + DidYouMean.hint(name, Kernel.labels());
  }
}
