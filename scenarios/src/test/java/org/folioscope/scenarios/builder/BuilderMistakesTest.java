package org.folioscope.scenarios.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.folioscope.scenarios.builder.Terms.K;
import static org.folioscope.scenarios.builder.Terms.O_RDWR;
import static org.folioscope.scenarios.builder.Terms.fill;
import static org.folioscope.scenarios.builder.Terms.kernel;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.folioscope.scenarios.language.CallChecker;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.language.Signature;
import org.folioscope.scenarios.language.Signatures;
import org.folioscope.scenarios.language.ValueType;
import org.junit.jupiter.api.Test;

/** A mistake is named with the step that makes it, and its line in the Java source. */
class BuilderMistakesTest {

  private static ScenarioBuilder right() {
    return Scenarios.named("right").title("Right?").task("one", t -> t.call("sync()"));
  }

  private static void refuses(UnaryOperator<ScenarioBuilder> mistake, String message) {
    refuses(() -> mistake.apply(right()).build(), message);
  }

  private static void refuses(ThrowingCallable build, String message) {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(build)
        .withMessageMatching("BuilderMistakesTest\\.java:\\d+:1: .*")
        .satisfies(e -> assertThat(e.problem()).isEqualTo(message));
  }

  @Test
  void tellsTheLineOfTheStep() {
    ScenarioBuilder builder = right();
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    builder.file("..", 4 * K);

    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(builder::build)
        .withMessage(
            "BuilderMistakesTest.java:"
                + (here + 1)
                + ":1: file(\"..\"): '..' is not a file name, such as file1 or dir/file1");
  }

  @Test
  void theScenarioAsAWhole() {
    refuses(
        () -> Scenarios.named("x").task("a", t -> t.call("sync()")).build(),
        "named(\"x\"): the scenario needs a title(\"…\"), best a question");
    refuses(
        () -> Scenarios.named("x").title("X?").build(),
        "named(\"x\"): a scenario needs at least one task");
    refuses(
        () -> Scenarios.named("My Race").title("X?").task("a", t -> t.call("sync()")).build(),
        "named(\"My Race\"): expected a scenario name (lower-case letters, digits, '-' and '.'),"
            + " found 'My Race'");
    refuses(b -> b.title("  "), "title(\"  \"): expected a title, found ''");
    refuses(
        b -> b.option("dbug-vm", "on"),
        "option(\"dbug-vm\"): unknown key 'dbug-vm' in 'options'; did you mean 'debug-vm'?");
    refuses(
        b -> b.withoutTask("two"), "withoutTask(\"two\"): there is no such task; there are one");
  }

  @Test
  void repeats() {
    refuses(
        b -> b.task("a", t -> t.repeat(0, r -> r.call("sync()"))),
        "task(\"a\"), repeat(0): expected a number of times from 1 to 100");
    refuses(
        b -> b.task("a", t -> t.repeat(2, r -> {})),
        "task(\"a\"), repeat(2): the repeat block has no calls");
    refuses(
        b -> b.task("a", t -> t.repeat(2, r -> r.repeat(3, q -> q.call("sync()")))),
        "task(\"a\"), repeat(2), repeat(3): a repeat block cannot stand in another one");
    refuses(
        b -> b.task("a", t -> t.repeat(2, r -> r.into("x").load("m"))),
        "task(\"a\"), repeat(2), load(…): a repeat block cannot assign 'x': a variable is assigned"
            + " once");
    refuses(
        b -> b.task("a", t -> t.into("x").repeat(2, r -> r.call("sync()"))),
        "task(\"a\"), repeat(2): into(\"x\") is followed by no call");
  }

  @Test
  void files() {
    refuses(b -> b.file("a", 4 * K, fill(0x100)), "file(\"a\"): expected a byte from 0 to 0xFF");
    refuses(
        b -> b.file("a", -1), "file(\"a\"): '-1' is not a number; write 4096, 0x1000, 4K or 5s");
  }

  @Test
  void namesGivenTwice() {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> right().file("a", 1).file("a", 2).build())
        .withMessageMatching(
            "BuilderMistakesTest.java:(\\d+):1: file\\(\"a\"\\): the name is given twice; first at"
                + " BuilderMistakesTest.java:\\1");
  }

  @Test
  void calls() {
    refuses(
        b -> b.task("two", t -> t.call("fsync(fd1")),
        "task(\"two\"), call(…): expected ')' after the arguments of fsync");
    refuses(b -> b.task("two", t -> t.cpu(1)), "task(\"two\"): the task 'two' has no calls");
    refuses(
        b -> b.setup(s -> s.open("1fd", "a", O_RDWR)),
        "setup, open(…): expected a call such as fd1 = open(\"file1\", O_RDWR), found '1'");
    refuses(
        b -> b.task("two", t -> t.read("fd", "addr, 4K), close(fd", 4 * K)),
        "task(\"two\"), read(…): expected the end of the call after ')', found ','");
    refuses(
        b -> b.task("two", t -> t.read("fd", "addr, 4K", 4 * K)),
        "task(\"two\"), read(…): 3 arguments were given, but 'read(fd, addr, 4K, 4K)' has 4; an"
            + " argument is one expression, without a comma");
    refuses(
        b -> b.task("two", t -> t.call("f", List.of())),
        "task(\"two\"), f(…): an argument is a number, a Duration, a name or expression in a"
            + " string, or one of Terms; found a java.util.ImmutableCollections$ListN");
    refuses(
        b -> b.task("two", t -> t.call("sync()").into("x")),
        "task(\"two\"): into(\"x\") is followed by no call");
    refuses(
        b -> b.task("two", t -> t.into("x").call("sync()")),
        "task(\"two\"), call(…): into(…) goes with a call's name; write 'x = …' in the call"
            + " itself");
  }

  @Test
  void rules() {
    refuses(
        b -> b.on(kernel("linux-4.15")).because("no reason"),
        "on: an outcome rule needs 'required:', 'allowed:' or 'forbidden:'");
    refuses(
        b -> b.on(kernel("Linux 4")).allowed("ok").because("why"),
        "on: expected a kernel such as linux-6.12, or a list of them, found 'Linux 4'");
    refuses(b -> b.on().allowed("ok").because(" "), "on: expected a reason, found ''");
  }

  @Test
  void whatARunFindsHasThePlaceToo() {
    Signatures signatures = Signatures.of(List.of(Signature.of("sync", ValueType.INT, "")));
    Scenario scenario = right().task("two", t -> t.call("snyc()")).build();
    int line = scenario.tasks().get(1).position().line();

    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> new CallChecker(signatures).check(scenario))
        .withMessage(
            "BuilderMistakesTest.java:" + line + ":1: unknown call 'snyc'; did you mean 'sync'?");
  }
}
