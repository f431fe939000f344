package org.folioscope.scenarios.builder;

import io.vavr.collection.Vector;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.Scenario;

/** Whatever is built, its text reads as the same scenario. */
class ScenarioTextPropertyTest {

  private static final Position NOWHERE = new Position(1, 1);

  @Property(tries = 500)
  void proseReadsAsTheSameProse(@ForAll("prose") String title, @ForAll("prose") String words) {
    Same.asItsText(
        Scenarios.named("x")
            .title(title)
            .source(title)
            .description(words)
            .task("one", t -> t.call("sync()"))
            .on()
            .allowed("ok")
            .because(words)
            .build());
  }

  @Property(tries = 500)
  void callsReadAsTheSameCalls(
      @ForAll("arguments") List<Object> arguments, @ForAll("names") String variable) {
    Object[] given = arguments.toArray();
    Same.asItsText(
        Scenarios.named("x")
            .title("X?")
            .setup(s -> s.into(variable).call("made", given))
            .task("true", t -> t.call("made", given).cpu(given.length).process(variable))
            .task(
                "again",
                t -> t.repeat(given.length + 1, r -> r.call("made", given).fsync("f")).fsync("f"))
            .build());
  }

  @Property(tries = 300)
  void structureReadsAsTheSameStructure(
      @ForAll("names") String name, @ForAll("files") List<FileBytes> files) {
    ScenarioBuilder builder = Scenarios.named("x").title("X?");
    for (int i = 0; i < files.size(); i++) {
      builder.file(name + i, 1L << i, files.get(i)).sparseFile(name + "/h" + i, i);
      builder.task(name + i, t -> t.fsync(name));
      builder
          .on(Terms.kernel("k" + i), Terms.policy("p" + i, Integer.toString(i)))
          .required(Vector.range(0, i + 1).map(n -> "a" + n).toJavaArray(String[]::new))
          .forbidden("b")
          .because(name);
    }
    Scenario built = builder.task(name, t -> t.fsync(name)).build();

    Same.asItsText(built);
    Same.sayTheSame(Scenarios.like(built).build(), built);
  }

  @Provide
  Arbitrary<String> prose() {
    Arbitrary<String> anything =
        Arbitraries.strings().all().ofMaxLength(20).filter(text -> text.indexOf(0) < 0);
    Arbitrary<String> tricky =
        Arbitraries.of(
                "a",
                " ",
                ": ",
                " #",
                "\n",
                "\n  ",
                "\t",
                "'",
                "\"",
                "\\",
                "- ",
                "true",
                "1",
                "|",
                "[",
                "]",
                "{",
                "&",
                "*",
                "!",
                "%",
                "@",
                "`",
                "…",
                "é",
                "\uD83D\uDE00",
                "\r",
                "?")
            .list()
            .ofMinSize(1)
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(anything, tricky).filter(text -> !text.isBlank());
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> any = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6);
    return Arbitraries.oneOf(any, Arbitraries.of("true", "null", "no", "_", "y"));
  }

  @Provide
  Arbitrary<List<FileBytes>> files() {
    return contents().list().ofMaxSize(4);
  }

  private static Arbitrary<FileBytes> contents() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 255).map(Terms::fill),
        Arbitraries.longs().greaterOrEqual(0).map(Terms::pattern));
  }

  @Provide
  Arbitrary<List<Object>> arguments() {
    Arbitrary<Object> number = Arbitraries.longs().greaterOrEqual(-Long.MAX_VALUE).map(n -> n);
    Arbitrary<Object> string =
        Arbitraries.strings().ascii().ofMaxLength(9).map(Terms::text).map(text -> text);
    Arbitrary<Object> sum =
        Combinators.combine(names(), Arbitraries.longs().greaterOrEqual(0))
            .as((name, n) -> name + " + " + new Argument.Int(n, NOWHERE));
    Arbitrary<Object> bytes = contents().map(content -> content);
    Arbitrary<Object> flags =
        names().list().ofMinSize(1).ofMaxSize(3).map(all -> new Flags(String.join("|", all)));
    return Arbitraries.oneOf(number, string, sum, bytes, flags).list().ofMaxSize(4);
  }
}
