package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.folioscope.vm.errno.Errno;

/** Whatever the text, the answer is a scenario or one line with a place in it. */
class ScenarioFuzzTest {
  private static final Position NOWHERE = Position.START;
  private static final List<String> SHARDS =
      List.of(
          "\"",
          "'",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          ",",
          ": ",
          " #",
          "\n",
          "\r",
          "\t",
          "- ",
          "|",
          ">",
          "&a ",
          "*a",
          "!t ",
          "---\n",
          "%YAML 1.1\n",
          "?",
          "\\",
          "\0",
          "\u0085",
          "é",
          "😀",
          "0x",
          "9999999999999999999G",
          "open(",
          "tasks:");

  /** One change of a text: cut some characters out somewhere and put a shard there. */
  record Change(int at, int cut, String put) {
    String apply(String text) {
      int from = at % (text.length() + 1);
      int to = Math.min(text.length(), from + cut);
      return text.substring(0, from) + put + text.substring(to);
    }
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Integer> places =
        Arbitraries.integers().between(0, 5_000).withDistribution(RandomDistribution.uniform());
    Arbitrary<Integer> cuts = Arbitraries.integers().between(0, 12);
    Arbitrary<String> shards = Arbitraries.of(SHARDS);
    return Combinators.combine(places, cuts, shards)
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 3000)
  void aDamagedScenarioGivesAScenarioOrAnErrorWithAPlace(@ForAll("changes") List<Change> changes) {
    String text = Texts.KARA;
    for (Change change : changes) {
      text = change.apply(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long lines = text.lines().count() + 1;
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parseAndCheck(bytes, lines));
  }

  @Property(tries = 300)
  void randomBytesToo(@ForAll byte[] bytes) {
    parseAndCheck(bytes, bytes.length + 1L);
  }

  private static void parseAndCheck(byte[] bytes, long lines) {
    try {
      Scenario scenario = ScenarioParser.parse("x.yaml", bytes);
      new CallChecker(SampleCalls.ALL)
          .problems(scenario)
          .forEach(problem -> hasAPlace(problem, lines));
    } catch (ScenarioException e) {
      hasAPlace(e, lines);
    }
  }

  private static void hasAPlace(ScenarioException e, long lines) {
    assertThat(e.getMessage())
        .startsWith("x.yaml:" + e.position() + ": ")
        .doesNotContain("\n", "\r");
    assertThat(e.position().line()).isBetween(1, (int) lines);
    assertThat(e.position().column()).isPositive();
  }

  @Provide
  Arbitrary<Call> calls() {
    Arbitrary<Vector<Argument>> arguments = arguments(3).list().ofMaxSize(4).map(Vector::ofAll);
    Arbitrary<Vector<Call.NamedArgument>> named =
        Combinators.combine(names(), arguments(1))
            .as((name, value) -> new Call.NamedArgument(name, value, NOWHERE))
            .list()
            .ofMaxSize(2)
            .uniqueElements(Call.NamedArgument::name)
            .map(Vector::ofAll);
    Arbitrary<Option<String>> variables = names().optional().map(Option::ofOptional);
    return Combinators.combine(variables, names(), arguments, named, results())
        .as((variable, name, args, byName, results) ->
            new Call(NOWHERE, variable, name, args, byName, results));
  }

  private static Arbitrary<Vector<ExpectedResult>> results() {
    Arbitrary<Argument> contents =
        Arbitraries.oneOf(
            Arbitraries.integers()
                .between(0, 0xFF)
                .map(byteValue -> nested("fill", Vector.of((long) byteValue))),
            Arbitraries.longs()
                .greaterOrEqual(0)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(numbers -> nested("pattern", Vector.ofAll(numbers))),
            Arbitraries.strings().ascii().ofMaxLength(9).map(s -> new Argument.Text(s, NOWHERE)));
    return Arbitraries.<ExpectedResult>oneOf(
            Arbitraries.longs().greaterOrEqual(0).map(ExpectedResult.Value::new),
            Arbitraries.of(Errno.ENOSPC, Errno.EIO, Errno.EBADF).map(ExpectedResult.Failure::new),
            Arbitraries.of(ExpectedResult.Signal.class).map(ExpectedResult.Signalled::new),
            contents.map(ExpectedResult.Bytes::new))
        .list()
        .ofMaxSize(2)
        .map(Vector::ofAll);
  }

  private static Argument nested(String name, Vector<Long> numbers) {
    return new Argument.Nested(
        name, numbers.map(number -> new Argument.Int(number, NOWHERE)), NOWHERE);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withChars('_')
        .ofMinLength(1)
        .ofMaxLength(6);
  }

  private static Arbitrary<Argument> arguments(int depth) {
    Arbitrary<Argument.Name> name = names().map(n -> new Argument.Name(n, NOWHERE));
    Arbitrary<Argument> leaf =
        Arbitraries.oneOf(
            Arbitraries.longs()
                .greaterOrEqual(-Long.MAX_VALUE)
                .map(n -> new Argument.Int(n, NOWHERE)),
            Arbitraries.longs().greaterOrEqual(0).map(n -> new Argument.Duration(n, NOWHERE)),
            Arbitraries.strings().ascii().ofMaxLength(9).map(s -> new Argument.Text(s, NOWHERE)),
            name.map(Argument.class::cast),
            name.list()
                .ofMinSize(2)
                .ofMaxSize(3)
                .map(n -> new Argument.Flags(Vector.ofAll(n), NOWHERE)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Argument> simple = arguments(depth - 1);
    Arbitrary<Vector<Argument>> several = simple.list().ofMaxSize(3).map(Vector::ofAll);
    Arbitrary<Argument> operand = simple.filter(argument -> !(argument instanceof Argument.Flags));
    return Arbitraries.frequencyOf(
        Tuple.of(4, leaf),
        Tuple.of(1, several.map(items -> new Argument.Items(items, NOWHERE))),
        Tuple.of(
            1,
            Combinators.combine(names(), several).as((n, a) -> new Argument.Nested(n, a, NOWHERE))),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of('+', '-', '*'), operand, operand)
                .as((sign, left, right) -> new Argument.Arithmetic(sign, left, right, NOWHERE))));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aPrintedCallReadsAsTheSameCall(@ForAll("calls") Call call) {
    String printed = call.toString();
    Source source = new Source("x", printed);

    Call again = new CallParser(CallText.of(source, 0, source.length())).only();

    assertThat(again.toString()).isEqualTo(printed);
    assertThat(withoutPlaces(again)).isEqualTo(withoutPlaces(call));
  }

  /** Records print their positions; the canonical form does not: compare by shape. */
  private static String withoutPlaces(Call call) {
    return call.variable()
        + call.name()
        + call.arguments().map(ScenarioFuzzTest::shape)
        + call.named().map(n -> n.name() + shape(n.value()));
  }

  private static String shape(Argument argument) {
    return switch (argument) {
      case Argument.Nested nested ->
          "nested" + nested.name() + nested.arguments().map(ScenarioFuzzTest::shape);
      case Argument.Items items -> "items" + items.items().map(ScenarioFuzzTest::shape);
      case Argument.Arithmetic sum ->
          "(" + shape(sum.left()) + sum.operator() + shape(sum.right()) + ")";
      case Argument.Int number -> "int" + number.value();
      case Argument.Duration time -> "time" + time.nanos();
      case Argument.Text text -> "text" + text.value().length() + text.value();
      case Argument.Name name -> "name" + name.name();
      case Argument.Flags flags -> "flags" + flags.names().map(Argument.Name::name);
    };
  }
}
