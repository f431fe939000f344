package org.folioscope.scenarios.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folioscope.scenarios.builder.Terms.AGING;
import static org.folioscope.scenarios.builder.Terms.DIRTY_NODE;
import static org.folioscope.scenarios.builder.Terms.K;
import static org.folioscope.scenarios.builder.Terms.MAP_SHARED;
import static org.folioscope.scenarios.builder.Terms.O_DIRECT;
import static org.folioscope.scenarios.builder.Terms.O_RDONLY;
import static org.folioscope.scenarios.builder.Terms.O_RDWR;
import static org.folioscope.scenarios.builder.Terms.PROT_READ;
import static org.folioscope.scenarios.builder.Terms.PROT_WRITE;
import static org.folioscope.scenarios.builder.Terms.constant;
import static org.folioscope.scenarios.builder.Terms.fill;
import static org.folioscope.scenarios.builder.Terms.fs;
import static org.folioscope.scenarios.builder.Terms.kernel;
import static org.folioscope.scenarios.builder.Terms.named;
import static org.folioscope.scenarios.builder.Terms.option;
import static org.folioscope.scenarios.builder.Terms.pattern;
import static org.folioscope.scenarios.builder.Terms.policy;
import static org.folioscope.scenarios.builder.Terms.text;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.folioscope.scenarios.language.Parameter;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.Signature;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario that is built is one that is read. */
class ScenarioBuilderTest {

  static Iterable<String> catalogue() {
    return ScenarioFiles.catalogue();
  }

  static ScenarioBuilder kara() {
    return Scenarios.named("kara-2018")
        .title(
            "Can a page become dirty without the filesystem knowing, while a direct read holds it?")
        .file("file1", 4 * K)
        .file("file2", 4 * K, fill(0xAB))
        .setup(s ->
            s.open("fd1", "file1", O_RDWR)
                .mmap("addr", 4 * K, PROT_READ.or(PROT_WRITE), MAP_SHARED, "fd1", 0)
                .open("fd2", "file2", O_RDONLY.or(O_DIRECT)))
        .task("reader", t -> t.read("fd2", "addr", 4 * K))
        .task("flusher", t -> t.writeback("file1"))
        .task("kswapd", t -> t.reclaim())
        .finallyCalls(f -> f.fsync("fd1"))
        .on(kernel("linux-4.15"), fs("ext4", "xfs"))
        .required("bug-dirty-folio-without-buffers")
        .because("the flusher cleans the page, reclaim strips its buffers");
  }

  @Test
  void aBuiltScenarioSaysWhatTheFileSays() {
    Scenario built = kara().build();
    Scenario file = ScenarioFiles.builtIn("kara-2018");

    assertThat(built.title()).isEqualTo(file.title());
    assertThat(built.setup().written().mkString("\n"))
        .isEqualTo(file.setup().written().mkString("\n"));
    assertThat(built.tasks().map(task -> task.name() + task.calls().written()).mkString("\n"))
        .isEqualTo(file.tasks().map(task -> task.name() + task.calls().written()).mkString("\n"));
    assertThat(built.finallyCalls().written().mkString())
        .isEqualTo(file.finallyCalls().written().mkString());
    assertThat(built.outcomes().head().on()).isEqualTo(file.outcomes().head().on());
    Same.asItsText(built);
  }

  @Test
  void itsTextIsAFileThatAPersonWouldWrite() {
    assertThat(
            kara()
                .on(kernel("linux-6.12"), fs("ext4"), policy("pin", "on"), option("dma", "8"))
                .required("ok")
                .forbidden("bug", "lost-write")
                .because("reclaim leaves it alone: it is pinned")
                .build()
                .text())
        .isEqualTo(
            """
            scenario: kara-2018
            title: Can a page become dirty without the filesystem knowing, while a direct read holds it?
            files:
              file1: 4K
              file2: { size: 4K, fill: 0xAB }
            setup:
              - fd1 = open("file1", O_RDWR)
              - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
              - fd2 = open("file2", O_RDONLY|O_DIRECT)
            tasks:
              reader:
                - read(fd2, addr, 4K)
              flusher:
                - writeback("file1")
              kswapd:
                - reclaim()
            finally:
              - fsync(fd1)
            outcomes:
              - on: { kernel: linux-4.15, filesystem: [ ext4, xfs ] }
                required: [ bug-dirty-folio-without-buffers ]
                because: the flusher cleans the page, reclaim strips its buffers
              - on: { kernel: linux-6.12, filesystem: ext4, policy: { pin: on }, options: { dma: 8 } }
                required: [ ok ]
                forbidden: [ bug, lost-write ]
                because: "reclaim leaves it alone: it is pinned"
            """);
  }

  @Test
  void everythingThatAFileCanSayCanBeBuilt() {
    Scenario built =
        Scenarios.named("all.of-it")
            .title("# What: is \"this\"?")
            .question("true")
            .source("A mail\r\n with two lines")
            .description("First.\n\n  Indented; 'quoted'.\nLast.")
            .option("block-size", "1K")
            .file("dir/a.txt", 1)
            .file("true", 8 * K, pattern(7))
            .sparseFile("hole", 3)
            .setup(s -> s.call("x=open( \"dir/a.txt\",O_RDWR|O_DIRECT )"))
            .task("one", t -> t.process("p2").cpu(3).call("punch", "x", named("length", 4 * K)))
            .task("two", t -> t.into("n").load("a + 2*(b - 1K)").sleep(Duration.ofMillis(5)))
            .task("three", t -> t.call("odd", text("a: b # c 'd' \n"), constant("X").or(O_RDWR)))
            .afterCrash(c -> c.reclaim(AGING, DIRTY_NODE, named("passes", 2)))
            .on()
            .allowed("ok")
            .because("null")
            .build();

    assertThat(built.description().get()).isEqualTo("First.\n\n  Indented; 'quoted'.\nLast.");
    assertThat(built.setup().written().mkString())
        .isEqualTo("x = open(\"dir/a.txt\", O_RDWR|O_DIRECT)");
    assertThat(built.tasks().get(0).calls().written().mkString()).isEqualTo("punch(x, length=4K)");
    assertThat(built.tasks().get(1).calls().written().mkString("; "))
        .isEqualTo("n = load(a + (2 * (b - 1K))); sleep(5ms)");
    assertThat(built.tasks().get(2).calls().written().mkString())
        .isEqualTo("odd(\"a: b # c 'd' \\n\", X|O_RDWR)");
    assertThat(built.afterCrash().written().mkString())
        .isEqualTo("reclaim(aging, node=dirty, passes=2)");
    Same.asItsText(built);
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void everyBuiltInScenarioCanBeBuiltAgain(String name) {
    Scenario file = ScenarioFiles.builtIn(name);

    Scenario built = Scenarios.like(file).build();

    Same.sayTheSame(built, file);
    Same.asItsText(built);
    assertThat(ScenarioText.of(file)).isEqualTo(built.text());
  }

  @Test
  void aVariationChangesWhatItSays() {
    Scenario variation =
        Scenarios.like(ScenarioFiles.builtIn("kara-2018"))
            .renamed("kara-2018-quiet")
            .withoutTask("kswapd")
            .withoutOutcomes()
            .on(fs("ext4"))
            .required("ok")
            .because("nobody strips the page")
            .build();

    assertThat(variation.name()).isEqualTo("kara-2018-quiet");
    assertThat(variation.tasks().map(task -> task.name())).containsExactly("reader", "flusher");
    assertThat(variation.outcomes()).hasSize(1);
  }

  @Test
  void everyCallHasAStepAndEveryConstantAWord() throws ReflectiveOperationException {
    var steps =
        Arrays.stream(Calls.class.getMethods())
            .map(method -> method.getName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    var words = Arrays.stream(Terms.class.getFields()).map(field -> field.getName()).toList();
    Configuration any =
        new Configuration(kara().build(), Policies.of(Kernel.LINUX_6_12), new TrivialProvider());
    for (Signature signature : EmulatedMachine.wire(any).calls().signatures().all()) {
      assertThat(steps).contains(signature.name().replace("_", ""));
      assertThat(signature.parameters().flatMap(Parameter::constants).filter(c -> c.length() > 5))
          .allSatisfy(constant -> assertThat(words).contains(constant.toUpperCase(Locale.ROOT)));
    }
  }
}
