package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folioscope.scenarios.language.Texts.parse;

import io.vavr.control.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioParserTest {
  private final Scenario kara = parse(Texts.KARA);

  @Test
  void readsTheExampleOfTheDesignAsWritten() {
    assertThat(kara.name()).isEqualTo("kara-2018");
    assertThat(kara.title()).startsWith("Can a page become dirty").endsWith("holds it?");
    assertThat(kara.source().get()).contains("linux-mm, 3 Jan 2018");
    assertThat(kara.text()).isEqualTo(Texts.KARA);
    assertThat(kara.path()).isEqualTo("kara.yaml");
  }

  @Test
  void readsFilesInOrder() {
    assertThat(kara.files())
        .containsExactly(
            new FileSpec("file1", 4096, new FileContent.Fill(0), new Position(5, 3)),
            new FileSpec("file2", 4096, new FileContent.Fill(0xAB), new Position(6, 3)));
  }

  @Test
  void readsEveryKindOfFileContent() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                files:
                  dir/a: { size: 1M, pattern: 7 }
                  b: { size: 0x2000, sparse: true }
                  c: { size: 512, sparse: false }
                """));

    assertThat(scenario.files().map(FileSpec::content))
        .containsExactly(
            new FileContent.Pattern(7), new FileContent.Hole(), new FileContent.Fill(0));
    assertThat(scenario.files().map(FileSpec::size)).containsExactly(1L << 20, 8192L, 512L);
  }

  @Test
  void readsCallsOfABlockList() {
    assertThat(kara.setup().written().map(Call::toString))
        .containsExactly(
            "fd1 = open(\"file1\", O_RDWR)",
            "addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)",
            "fd2 = open(\"file2\", O_RDONLY|O_DIRECT)");
    assertThat(kara.setup().written().map(Call::variable)).contains(Option.some("addr"));
  }

  @Test
  void joinsWhatYamlSplitsAtTheCommasOfAFlowList() {
    assertThat(kara.tasks().map(TaskSpec::name)).containsExactly("reader", "flusher", "kswapd");
    assertThat(kara.tasks().head().calls().written().map(Call::toString))
        .containsExactly("read(fd2, addr, 4K)");
    assertThat(kara.tasks().head().calls().written().head().arguments()).hasSize(3);
  }

  @Test
  void splitsAFlowListOfSeveralCallsOverSeveralLines() {
    Scenario scenario =
        parse(
            Texts.withTasks(
                """
                  a: [ x = read(fd2, addr, 4K), fsync(fd1),   # with a comment
                       'write(fd1, "a # b: c", 0)',
                       reclaim(aging, node=dirty) ]
                """));

    assertThat(scenario.tasks().head().calls().written().map(Call::toString))
        .containsExactly(
            "x = read(fd2, addr, 4K)",
            "fsync(fd1)",
            "write(fd1, \"a # b: c\", 0)",
            "reclaim(aging, node=dirty)");
    assertThat(scenario.tasks().head().calls().written().map(Call::position))
        .containsExactly(
            new Position(4, 8), new Position(4, 33), new Position(5, 9), new Position(6, 8));
  }

  @Test
  void aTaskMayNameItsProcessAndCpu() {
    Scenario scenario =
        parse(
            Texts.withTasks(
                """
                  reader: { process: p2, cpu: 1, calls: [ read(fd2, addr, 4K) ] }
                  writer:
                    calls:
                      - fsync(fd1)
                """));

    assertThat(scenario.tasks().map(TaskSpec::process)).containsExactly("p2", "main");
    assertThat(scenario.tasks().map(TaskSpec::cpu)).containsExactly(Option.some(1), Option.none());
  }

  @Test
  void readsOutcomeRules() {
    OutcomeRule last = kara.outcomes().last();

    assertThat(kara.outcomes()).hasSize(3);
    assertThat(last.on().kernels()).containsExactly("linux-6.12");
    assertThat(last.on().filesystems()).containsExactly("ext4", "xfs");
    assertThat(last.required()).containsExactly("ok");
    assertThat(last.allowed()).containsExactly("late-dirty");
    assertThat(last.forbidden()).containsExactly("bug", "lost-write");
    assertThat(last.because()).isEqualTo("reclaim leaves folios alone that may be pinned");
    assertThat(last.position()).isEqualTo(new Position(24, 5));
  }

  @Test
  void aRuleMayDependOnPoliciesAndOptions() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                outcomes:
                  - on: { policy: { pin: on, writeback-end: hold-reference }, options: { debug-vm: off } }
                    forbidden: bug
                    because: of that
                """));

    OutcomeRule.Where on = scenario.outcomes().head().on();
    assertThat(on.policies().mkString(" ")).isEqualTo("(pin, on) (writeback-end, hold-reference)");
    assertThat(on.options().get("debug-vm")).contains("off");
    assertThat(on.kernels()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wake:E2                     | (wake:E2, on)
          pin=on                      | (pin, on)
          [ wake:E2, pin=on ]         | (wake:E2, on) (pin, on)
          { wake:E2: on, pin: off }   | (wake:E2, on) (pin, off)
          """)
  void policiesMayBeWrittenAsCodes(String written, String read) {
    Scenario scenario =
        parse(
            Texts.with(
                "outcomes: [ { on: { policy: " + written + " }, allowed: ok, because: so } ]\n"));
    assertThat(scenario.outcomes().head().on().policies().mkString(" ")).isEqualTo(read);
  }

  @Test
  void readsOptionsInCanonicalForm() {
    Scenario scenario =
        parse(Texts.with("options: { debug-vm: on, waitqueues: 1, block-size: 1K, dma: 8 }\n"));

    assertThat(scenario.options().mkString(" "))
        .isEqualTo("(debug-vm, on) (waitqueues, 1) (block-size, 1024) (dma, 8)");
  }

  @Test
  void readsProseAndWhatFollowsACrash() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                question: Is it there?
                description: |
                  One line.
                  Another one.
                after_crash:
                  - expect(read("file1", 0, 4K), [fill(0), fill(0xAB)])
                """));

    assertThat(scenario.question()).contains("Is it there?");
    assertThat(scenario.description()).contains("One line.\nAnother one.");
    assertThat(scenario.afterCrash().written().head().toString())
        .isEqualTo("expect(read(\"file1\", 0, 4K), [fill(0), fill(171)])");
  }

  @Test
  void placesAreCountedInCharactersWhateverTheFileHolds() {
    Scenario scenario =
        parse(
            "\uFEFFscenario: s\r\ntitle: '😀 é'\r\ntasks: { a: [ f('😀'), g() ] }"
                .replace("'😀'", "1"));

    assertThat(scenario.title()).isEqualTo("😀 é");
    assertThat(scenario.tasks().head().calls().written().map(Call::position))
        .containsExactly(new Position(3, 15), new Position(3, 21));
  }
}
