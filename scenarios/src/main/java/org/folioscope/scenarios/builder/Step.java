package org.folioscope.scenarios.builder;

import java.lang.StackWalker.StackFrame;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.ScenarioException;

/**
 * A step of building a scenario: what an error names instead of a line of YAML.
 *
 * @param what the step as it stands in the source, shortened: {@code task("reader")}
 * @param file the Java source that took it
 * @param line its line there
 */
record Step(String what, String file, int line) {

  /** What every class has that takes steps, so that they are not taken for who asked. */
  interface Taker {}

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** The step that the calling code takes now. */
  static Step taken(String what) {
    return STACK.walk(frames ->
        frames
            .filter(frame -> !isBuilder(frame))
            .findFirst()
            .map(frame -> at(what, frame))
            .orElseThrow());
  }

  private static boolean isBuilder(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return type == Step.class || Taker.class.isAssignableFrom(type);
  }

  private static Step at(String what, StackFrame frame) {
    String file = frame.getFileName();
    return new Step(
        what,
        file == null ? frame.getDeclaringClass().getSimpleName() : file,
        Math.max(1, frame.getLineNumber()));
  }

  /** The same place under another name. */
  Step named(String other) {
    return new Step(other, file, line);
  }

  /** Its place; positions of one scenario are all in the file in which it was begun. */
  Position position(Step origin) {
    return new Position(file.equals(origin.file) ? line : origin.line, 1);
  }

  ScenarioException error(String problem) {
    return new ScenarioException(file, new Position(line, 1), what + ": " + problem);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
