package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import java.util.Arrays;
import org.folioscope.scenarios.language.ExpectedResult.Signal;
import org.folioscope.vm.errno.Errno;

/**
 * Reads what stands behind a call:
 *
 * <pre>
 * results = "=" result { "|" result }
 * result  = number | "-1" ERRNO | "SIGBUS" | "SIGSEGV" | string | "fill" "(" … ")" | "pattern" "(" … ")"
 * </pre>
 */
final class ResultParser {
  private static final String EXAMPLES = "a result such as 4096, -1 ENOSPC, SIGBUS or fill(0xAB)";
  private static final Vector<String> SIGNALS = Vector.of(Signal.values()).map(Signal::name);
  private static final Vector<String> ERRNOS =
      Vector.ofAll(Arrays.asList(Errno.values())).filter(Errno::failed).map(Errno::name);

  private final CallCursor in;
  private final CallParser arguments;

  ResultParser(CallCursor in, CallParser arguments) {
    this.in = in;
    this.arguments = arguments;
  }

  /** The alternatives; none if nothing is expected. */
  Vector<ExpectedResult> results() {
    if (!in.accept('=')) {
      return Vector.empty();
    }
    Vector<ExpectedResult> results = Vector.of(result());
    while (in.accept('|')) {
      results = results.append(result());
    }
    return results;
  }

  private ExpectedResult result() {
    int start = in.index();
    if (!in.startsNumber() && !in.startsName() && in.peek() != '-' && in.peek() != '"') {
      throw in.error("expected " + EXAMPLES + ", found " + in.found());
    }
    Argument read = arguments.operand();
    return switch (read) {
      case Argument.Int number when number.value() == -1 && in.startsName() -> failure();
      case Argument.Int number when number.value() >= 0 -> new ExpectedResult.Value(number.value());
      case Argument.Int _ ->
          throw in.errorAt(start, "an error is written as -1 and its name, such as -1 ENOSPC");
      case Argument.Name name when SIGNALS.contains(name.name()) ->
          new ExpectedResult.Signalled(Signal.valueOf(name.name()));
      case Argument.Text text -> new ExpectedResult.Bytes(text);
      case Argument.Nested nested -> bytes(nested, start);
      default -> throw in.errorAt(start, "expected " + EXAMPLES + ", found '" + read + "'");
    };
  }

  private ExpectedResult failure() {
    int start = in.index();
    String name = in.name();
    if (!ERRNOS.contains(name)) {
      throw in.errorAt(
          start,
          "unknown error '" + Literals.shortened(name) + "'" + DidYouMean.hint(name, ERRNOS));
    }
    return new ExpectedResult.Failure(Errno.valueOf(name));
  }

  private ExpectedResult bytes(Argument.Nested nested, int start) {
    String wrong = ContentTerm.problem(nested);
    if (!wrong.isEmpty()) {
      throw in.errorAt(start, wrong);
    }
    return new ExpectedResult.Bytes(nested);
  }
}
