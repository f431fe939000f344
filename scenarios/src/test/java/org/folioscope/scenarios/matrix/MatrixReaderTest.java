package org.folioscope.scenarios.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.util.regex.Pattern;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.matrix.Expected.Meaning;
import org.folioscope.scenarios.matrix.Race.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixReaderTest {

  private final Matrix matrix = MatrixText.good();

  @Test
  void readsWhatIsExpectedOfEachPlace() {
    Race first = matrix.races().getFirst();
    assertThat(first.expected("old", new Place("xfs", "")).codes()).containsExactly(Code.BUG);
    assertThat(first.expected("new", new Place("ext4", "")).codes()).containsExactly(Code.OK);
    assertThat(first.expected("new", new Place("xfs", "")).meaning()).isEqualTo(Meaning.NOT_RUN);

    Race second = matrix.races().getLast();
    assertThat(second.options()).containsEntry("debug-vm", "on");
    assertThat(second.policies()).containsExactly(entry("late-dirty", "mkwrite"));
    assertThat(second.expected("old", new Place("ext4", "short")).label()).isEqualTo("ok");
    Expected longer = second.expected("old", new Place("ext4", "long"));
    assertThat(longer.label()).isEqualTo("HANG, BUG (UAF)");
    assertThat(longer.notes()).containsExactly("1");
    assertThat(second.expected("new", new Place("ext4", "long")).meaning())
        .isEqualTo(Meaning.AS_BASE);
  }

  @Test
  void knowsWhyACellIsExpectedToBeWhatItIs() {
    assertThat(matrix.reasons("R1", "new"))
        .extracting(Reason::derived)
        .containsExactly(false, true);
    assertThat(matrix.reasons("R2", "new")).extracting(Reason::derived).containsExactly(true);
    assertThat(matrix.disagreements().getFirst().isAbout("R1", "old", "xfs")).isTrue();
    assertThat(matrix.disagreements().getFirst().isAbout("R1", "old", "ext4")).isFalse();
  }

  @Test
  void leavesOutWhatIsOnlyPrepared() {
    Matrix withoutColumn =
        MatrixText.parse(MatrixText.GOOD.replace("proposer: somebody,", "prepared: true,"));
    assertThat(withoutColumn.columns()).extracting(Column::code).containsExactly("old");
    assertThat(withoutColumn.races())
        .allSatisfy(race -> assertThat(race.cells()).containsOnlyKeys("old"));
    assertThat(withoutColumn.reasons()).extracting(Reason::because).containsExactly("it is so");

    Matrix withoutRace =
        MatrixText.parse(
            MatrixText.GOOD.replace("title: a race", "title: a race\n    prepared: true"));
    assertThat(withoutRace.races()).extracting(Race::code).containsExactly("R2");
    assertThat(withoutRace.reasons()).extracting(Reason::because).containsExactly("it is so");
    assertThat(withoutRace.disagreements()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          thread: 001      | thread: two     | 2:9: expected three digits such as 002, found 'two'
          kernel:          | kernels:        | 5:1: unknown key 'kernels' in a matrix; did you mean 'kernel'?
          title: What      | title: 5 #      | 3:8: expected a title, found the number '5'
          base: old        | base: odd       | 7:7: there is no column 'odd'; did you mean 'old'?; there are old, new
          base: old        | # none          | 23:12: '=' needs 'base: COLUMN', here or for the whole matrix
          name: as it was  | names: x        | 9:10: unknown key 'names' in a column; did you mean 'name'?
          old: BUG         | old: BUGS       | 15:19: 'BUGS' is no code; did you mean 'BUG'?
          old: BUG         | "old": "ok, BUG" | 15:21: 'ok' says that there is no violation in any schedule, so it stands alone
          old: BUG         | old: ok / BUG   | 15:19: 2 parts with '/', but the race has 1 variants
          old: BUG         | old: ""         | 15:19: a cell needs a code
          ext4: ok         | ext3: ok        | 15:31: unknown key 'ext3' in a cell; did you mean 'ext4'?
          new: { ext4      | mew: { ext4     | 15:24: there is no column 'mew'; did you mean 'new'?
          [1]              | [9]             | 23:19: there is no footnote '9'
          ok / HANG        | = / HANG        | 23:12: the base column 'old' cannot be '='
          debug-vm: on     | debug: on       | 19:16: unknown key 'debug' in 'options'; did you mean 'debug-vm'?
          scenario: kara-2018 | # none        | 12:3: a race needs 'scenario: NAME'
          races: R1,       | races: R9,      | 26:14: there is no race 'R9'; did you mean 'R1'?
          basis: stated    | basis: said     | 26:81: expected stated or derived, found 'said'
          others: "="      | prepared: maybe | 22:15: expected true or false, found 'maybe'
          wrong: model     | wrong: nobody   | 29:67: expected expectation or model or scenario, found 'nobody'
          """)
  void saysWhereSomethingIsWrong(String good, String bad, String message) {
    assertThat(MatrixText.GOOD).contains(good);
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> MatrixText.parse(MatrixText.GOOD.replaceFirst(quote(good), bad)))
        .withMessageStartingWith("m.yaml:" + message);
  }

  private static String quote(String text) {
    return Pattern.quote(text);
  }
}
