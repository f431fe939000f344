package org.folioscope.scenarios.builder;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list of calls in the making: calls in general. {@link Calls} has a step for each call there is.
 *
 * @param <S> who goes on
 */
public abstract sealed class CallSteps<S extends CallSteps<S>> implements Step.Taker permits Calls {

  private final Step owner;
  private Vector<Draft.Item> lines = Vector.empty();
  private @Nullable String variable;

  CallSteps(Step owner) {
    this.owner = owner;
  }

  abstract S self();

  /** A call as a scenario file has it: {@code call("fd1 = open(\"file1\", O_RDWR)")}. */
  public final S call(String line) {
    if (variable != null) {
      throw step("call").error("into(…) goes with a call's name; write 'x = …' in the call itself");
    }
    lines = lines.append(new Draft.Line(line, Option.none(), step("call")));
    return self();
  }

  /**
   * A call by its name, for example of a plug-in.
   *
   * @param arguments numbers, durations, {@link Terms}, and strings that hold a name or expression
   */
  public final S call(String name, Object... arguments) {
    return make(name, arguments);
  }

  /** What the last call must result in, as in a file: {@code "4096"}, {@code "-1 ENOSPC"}. */
  public final S gives(String result) {
    if (lines.isEmpty() || !(lines.last() instanceof Draft.Line last)) {
      throw step("gives").error("gives(\"" + result + "\") follows no call");
    }
    lines =
        lines
            .init()
            .append(new Draft.Line(last.text() + " = " + result, last.shape(), last.step()));
    return self();
  }

  /** Calls that are made several times, one round after the other; they assign no variables. */
  public final S repeat(int times, Consumer<Steps> calls) {
    Step step = Step.taken(owner.what() + ", repeat(" + times + ")");
    if (variable != null) {
      throw step.error("into(\"" + variable + "\") is followed by no call");
    }
    Steps steps = new Steps(step);
    calls.accept(steps);
    lines = lines.append(new Draft.Repeat(times, steps.lines(), step));
    return self();
  }

  /** Assigns the result of the next call to a variable. */
  public final S into(String name) {
    variable = name;
    return self();
  }

  /** Adds a call whose result is what it is made for. */
  final S assign(String name, String call, Object... arguments) {
    variable = name;
    return make(call, arguments);
  }

  final S make(String name, Object... arguments) {
    Step step = step(name);
    Vector<String> written = Vector.of(arguments).map(argument -> written(argument, step));
    int named = Vector.of(arguments).count(Arguments::isNamed);
    String assigned = variable == null ? "" : variable + " = ";
    String text = assigned + name + written.mkString("(", ", ", ")");
    Draft.Shape shape = new Draft.Shape(arguments.length - named, named);
    lines = lines.append(new Draft.Line(text, Option.some(shape), step));
    variable = null;
    return self();
  }

  private static String written(Object argument, Step step) {
    try {
      return Arguments.written(argument);
    } catch (IllegalArgumentException e) {
      throw step.error(String.valueOf(e.getMessage()));
    }
  }

  private Step step(String call) {
    return Step.taken(owner.what() + ", " + call + "(…)");
  }

  final Vector<Draft.Item> lines() {
    if (variable != null) {
      throw owner.error("into(\"" + variable + "\") is followed by no call");
    }
    return lines;
  }
}
