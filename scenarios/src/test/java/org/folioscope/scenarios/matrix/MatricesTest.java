package org.folioscope.scenarios.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.matrix.Expected.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatricesTest {

  static Stream<Matrix> all() {
    return Matrices.builtIn().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCellHasAReason(Matrix matrix) {
    List<String> without = new ArrayList<>();
    for (Race race : matrix.races()) {
      race.cells()
          .forEach((column, cell) -> {
            boolean expected =
                cell.values().stream().anyMatch(one -> one.meaning() == Meaning.CODES);
            if (expected && matrix.reasons(race.code(), column).isEmpty()) {
              without.add(race.code() + " × " + column);
            }
          });
    }
    assertThat(without).as("cells of %s without a reason", matrix.name()).isEmpty();
  }

  @Test
  void whatIsListedCanBeRun() {
    assertThat(Matrices.builtIn())
        .flatExtracting(Matrix::races)
        .flatExtracting(race -> race.variants().values())
        .isSubsetOf(ScenarioFiles.catalogue());
  }
}
