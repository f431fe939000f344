package org.folioscope.scenarios.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.Vector;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;
import org.junit.jupiter.api.Test;

/** Results in the formats of others, and lists of cases to leave out. */
class SuiteFormatsTest {

  private static final SuiteResult RESULT =
      new SuiteResult(
          "ext4",
          "conformance",
          Vector.of(
              CaseResult.of(named("fine"), CaseStatus.PASSED, ""),
              CaseResult.of(named("bad"), CaseStatus.FAILED, "one < two\nthree"),
              CaseResult.of(named("absent"), CaseStatus.SKIPPED, "needs # more"),
              CaseResult.of(named("long"), CaseStatus.UNKNOWN, "cut short")));

  private static Scenario named(String name) {
    return ScenarioParser.parse(
        name + ".yaml", "scenario: " + name + "\ntitle: t\ntasks: { a: [ fsync(3) ] }\n");
  }

  @Test
  void ktapIsVersionOne() {
    assertThat(KtapText.of(RESULT))
        .isEqualTo(
            """
            KTAP version 1
            1..1
              KTAP version 1
              # Subtest: conformance
              1..4
              ok 1 fine
              # one < two
              # three
              not ok 2 bad
              ok 3 absent # SKIP needs  more
              not ok 4 long # TIMEOUT cut short
            # conformance on ext4: 1 passed, 1 failed, 1 skipped, 1 unknown
            not ok 1 conformance
            """);
  }

  @Test
  void xmlCountsAndQuotes() {
    assertThat(JunitXml.of(RESULT))
        .contains(
            "<testsuite name=\"conformance.ext4\" tests=\"4\" failures=\"1\" errors=\"1\""
                + " skipped=\"1\"",
            "<testcase classname=\"ext4.conformance\" name=\"fine\" time=\"0.000\"></testcase>",
            "<failure message=\"one &lt; two",
            "<skipped message=\"needs # more\"/>",
            "<error message=\"cut short\">");
  }

  @Test
  void anExpungeListHasNamesAndReasons() {
    ExpungeList list = ExpungeList.parse("list", "# all\n\nfine # slow\n  bad\nmissing\n");
    assertThat(list.reason("fine")).containsExactly("expunged by list: slow");
    assertThat(list.reason("bad")).containsExactly("expunged by list");
    assertThat(list.reason("absent")).isEmpty();
    Suite suite = new Suite("s", "t", RESULT.cases().map(CaseResult::scenario));
    assertThat(list.unknown(suite)).containsExactly("missing");
    assertThatThrownBy(() -> ExpungeList.parse("list", "fine\ntwo words\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("list:2: expected one case's name, found 'two words'");
  }

  @Test
  void casesAreChosenByTheirNames() {
    Suite suite = Suites.named(Suites.CONFORMANCE);
    assertThat(suite.matching("enospc-write").cases()).hasSize(1);
    assertThat(suite.matching("enospc-*").cases().map(Scenario::name))
        .contains("enospc-write", "enospc-short-write")
        .allMatch(name -> name.startsWith("enospc-"));
    assertThat(suite.matching("enospc.write").cases()).isEmpty();
  }

  @Test
  void namesAreUniqueAndThereAreEnough() {
    Vector<String> names = Suites.named(Suites.CONFORMANCE).cases().map(Scenario::name);
    assertThat(names.distinct()).hasSameSizeAs(names);
    assertThat(names.size()).isGreaterThan(250);
  }
}
