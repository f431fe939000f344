package org.folioscope.scenarios.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.PolicySetting;
import org.folioscope.scenarios.language.Position;
import org.folioscope.simulation.policy.Kernel;

/** A matrix put together on the spot: scenarios by kernels and policies, nothing expected. */
public final class AdHoc {

  private static final Position NOWHERE = new Position(1, 1);

  private final String kernel;
  private final SequencedMap<String, String> policies;
  private final List<Column> columns = new ArrayList<>();
  private final List<Race> races = new ArrayList<>();

  /** Columns that say nothing else have this kernel and these policies. */
  public AdHoc(String kernel, SequencedMap<String, String> policies) {
    this.kernel = kernel;
    this.policies = policies;
  }

  /**
   * Adds a column.
   *
   * @param written a kernel, policies, or both, joined with {@code +}: {@code linux-6.1+pin=on},
   *     {@code linux-5.9+wake:E2}
   * @throws BadInputException if it is neither
   */
  public void addColumn(String written) {
    Optional<String> on = Optional.empty();
    SequencedMap<String, String> set = new LinkedHashMap<>();
    for (String part : written.split("\\+", -1)) {
      if (part.indexOf('=') > 0 || PolicySetting.isCode(part)) {
        PolicySetting setting = PolicySetting.parse(part);
        set.put(setting.name(), setting.value());
      } else if (on.isEmpty() && Kernel.named(part).isPresent()) {
        on = Optional.of(part);
      } else {
        throw new BadInputException(
            "'"
                + written
                + "' is no column; write a kernel, POLICY=VALUE or a code, or both as in"
                + " linux-6.1+pin=on and linux-5.9+wake:E2");
      }
    }
    if (columns.stream().anyMatch(column -> column.code().equals(written))) {
      throw new BadInputException("the column " + written + " is given twice");
    }
    columns.add(new Column(written, written, "", "", on, set, NOWHERE));
  }

  /** Adds a row: a scenario's name or path, on some filesystems. */
  public void addScenario(String scenario, List<String> filesystems) {
    SequencedMap<String, String> variants = new LinkedHashMap<>();
    variants.put("", scenario);
    SequencedMap<String, SequencedMap<Race.Place, Expected>> cells = new LinkedHashMap<>();
    for (Column column : columns) {
      SequencedMap<Race.Place, Expected> cell = new LinkedHashMap<>();
      filesystems.forEach(each -> cell.put(new Race.Place(each, ""), Expected.OPEN));
      cells.put(column.code(), cell);
    }
    races.add(
        new Race(
            scenario,
            scenario,
            variants,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            filesystems,
            Optional.empty(),
            cells,
            NOWHERE));
  }

  /** The matrix. */
  public Matrix matrix() {
    return new Matrix(
        "chosen",
        "",
        "Scenarios by kernels and policies as chosen",
        "the command line",
        kernel,
        policies,
        Optional.empty(),
        List.copyOf(columns),
        List.copyOf(races),
        new LinkedHashMap<>(),
        List.of(),
        List.of(),
        "the command line");
  }
}
