package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.builder.ScenarioText;
import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.scenarios.report.ScenarioPage;
import org.folioscope.scenarios.run.Trivial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks that repeat calls. */
class RepeatTest {

  private static final String LOOP =
      """
        a:
          - before()
          - repeat: 2
            calls: [ one(), two(4K) ]
          - repeat: 0x1
            calls:
              - 'text("a: b")'
          - after()
      """;

  private static Scenario loop() {
    return Texts.parse(Texts.withTasks(LOOP));
  }

  @Test
  void aBlockIsMadeRoundAfterRound() {
    CallList calls = loop().tasks().head().calls();
    assertThat(calls.made().map(Call::toString))
        .containsExactly(
            "before()", "one()", "two(4K)", "one()", "two(4K)", "text(\"a: b\")", "after()");
    assertThat(calls.written().map(Call::toString))
        .containsExactly("before()", "one()", "two(4K)", "text(\"a: b\")", "after()");
  }

  @Test
  void everyRoundOfABlockIsCarriedOut() {
    Trivial counting =
        Trivial.with(
            """
            files: { file: 4K }
            setup:
              - fd = open("file", O_RDWR)
              - repeat: 2
                calls: [ 'write(fd, fill(1), 100)' ]
            tasks:
              a:
                - repeat: 3
                  calls: [ 'write(fd, fill(2), 10)', 'fsync(fd)' ]
            finally:
              - repeat: 2
                calls: [ 'fdatasync(fd)' ]
            """);
    assertThat(counting.outcome()).isEqualTo("ok");
    assertThat(counting.results()).containsExactly(10L, 0L, 10L, 0L, 10L, 0L, 0L, 0L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "{ repeat: 0, calls: [ f() ] }~ 5:17: expected a number of times from 1 to 100",
        "{ repeat: 101, calls: [ f() ] }~ 5:17: expected a number of times from 1 to 100",
        "{ repeat: 99999999999999999999, calls: [ f() ] }~ 5:17: '99999999999999999999' does not fit"
            + " into 63 bits",
        "{ repeat: often, calls: [ f() ] }~ 5:17: 'often' is not a number; write 4096, 0x1000, 4K"
            + " or 5s",
        "{ repeat: 2 }~ 5:7: a repeat block needs 'calls:', for example calls: [ fsync(fd1) ]",
        "{ calls: [ f() ] }~ 5:7: a repeat block needs 'repeat:', for example repeat: 2",
        "{ repeat: 2, calls: [] }~ 5:27: the repeat block has no calls",
        "{ repeat: 2, calls: f() }~ 5:27: expected a list of calls ('- call' on lines of their own,"
            + " or [call, call]), found 'f()'",
        "{ repet: 2, calls: [ f() ] }~ 5:9: unknown key 'repet' in a repeat block; did you mean"
            + " 'repeat'?",
        "{ repeat: 2, times: 2, calls: [ f() ] }~ 5:20: unknown key 'times' in a repeat block; there"
            + " are repeat, calls",
        "{ repeat: 2, calls: [ f(), x = g() ] }~ 5:34: a repeat block cannot assign 'x': a variable"
            + " is assigned once",
        "{ repeat: 2, calls: [ { repeat: 2, calls: [ f() ] } ] }~ 5:29: inside [ ] there can be no"
            + " repeat block; write a block list ('- repeat: 2')"
      })
  void aBlockThatMakesNoSenseIsRefusedAtItsPlace(String block, String message) {
    assertThat(Texts.error(Texts.withTasks("  a:\n    - " + block + "\n")))
        .isEqualTo("kara.yaml:" + message);
  }

  @Test
  void aBlockCannotStandInAnotherOne() {
    assertThat(
            Texts.error(
                Texts.withTasks(
                    """
                      a:
                        - repeat: 2
                          calls:
                            - f()
                            - repeat: 2
                              calls: [ g() ]
                    """)))
        .isEqualTo("kara.yaml:8:11: a repeat block cannot stand in another one");
  }

  @Test
  void theTextAndThePageShowTheBlock() {
    Scenario loop = loop();
    assertThat(ScenarioText.of(loop))
        .contains(
            """
                - repeat: 2
                  calls:
                    - one()
                    - two(4K)
            """);
    assertThat(ScenarioPage.of(loop))
        .contains("    2 times\n      one()\n      two(4K)\n    once\n");
    assertThat(Texts.parse(ScenarioText.of(loop)).tasks().head().calls().made().map(Call::toString))
        .isEqualTo(loop.tasks().head().calls().made().map(Call::toString));
    assertThat(ScenarioText.of(Scenarios.like(loop).build())).isEqualTo(ScenarioText.of(loop));
  }
}
