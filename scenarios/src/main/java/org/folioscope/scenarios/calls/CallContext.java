package org.folioscope.scenarios.calls;

import io.vavr.collection.Map;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.ExpectedResult;
import org.jspecify.annotations.Nullable;

/**
 * One call being made: its arguments as values, as they were when it began, for the process that
 * makes it.
 */
final class CallContext {

  private final Program program;
  private final int process;
  private final Call call;
  private final Map<String, Long> variables;
  private @Nullable Content bytes;
  private ExpectedResult.@Nullable Signal signal;

  CallContext(Program program, int process, Call call, Map<String, Long> variables) {
    this.program = program;
    this.process = process;
    this.call = call;
    this.variables = variables;
  }

  /** Says which bytes the program was given. */
  void gave(Content content) {
    bytes = content;
  }

  /** Says that the program got a signal instead of a result. */
  void signalled(ExpectedResult.Signal which) {
    signal = which;
  }

  /** What the program saw of the call, when it is over. */
  CallResult result(long value) {
    return new CallResult(value, bytes, signal);
  }

  int process() {
    return process;
  }

  /** The tasks of the process, by id. */
  Vector<Integer> tasksOfProcess() {
    return tasksOf(process);
  }

  /** The tasks of any process, by id. */
  Vector<Integer> tasksOf(int any) {
    return program.tasksOf(any);
  }

  /** Whether the file of a descriptor may be closed while the call works on it. */
  boolean filesMayBeClosed() {
    return program.closesFiles();
  }

  /** Whether the filesystem may be unmounted while the call works on it. */
  boolean filesystemMayGo() {
    return program.unmounts();
  }

  /** How many processes there are. */
  int processes() {
    return program.processes();
  }

  boolean has(int index) {
    return index < call.arguments().size();
  }

  /** A number: written out, a variable, or computed from such. */
  long number(int index) {
    return evaluate(call.arguments().get(index));
  }

  /** A process, by name. */
  int processOf(int index) {
    return switch (call.arguments().get(index)) {
      case Argument.Name name -> program.process(name.name());
      case Argument other -> throw program.scenario().error(other.position(), "expected a process");
    };
  }

  long named(String parameter, long otherwise) {
    return call.named(parameter).map(this::evaluate).getOrElse(otherwise);
  }

  boolean namedIs(String parameter, String constant) {
    Option<Argument> argument = call.named(parameter);
    return argument.isDefined() && Program.isConstant(argument.get(), constant);
  }

  boolean hasNamed(String parameter) {
    return call.named(parameter).isDefined();
  }

  String namedText(String parameter) {
    return call.named(parameter).get() instanceof Argument.Text text ? text.value() : "";
  }

  boolean flag(int index, String constant) {
    return has(index) && Program.isConstant(call.arguments().get(index), constant);
  }

  /** Which constant was chosen. */
  String constant(int index) {
    return switch (call.arguments().get(index)) {
      case Argument.Name name -> name.name();
      case Argument other ->
          throw program.scenario().error(other.position(), "expected a constant");
    };
  }

  String text(int index) {
    return switch (call.arguments().get(index)) {
      case Argument.Text text -> text.value();
      case Argument other -> throw program.scenario().error(other.position(), "expected a string");
    };
  }

  boolean isContent(int index) {
    return switch (call.arguments().get(index)) {
      case Argument.Text _, Argument.Nested _ -> true;
      default -> false;
    };
  }

  /**
   * File data of a length: {@code fill(0xAB)}, {@code pattern(7)}, or a string, whose length is its
   * own.
   */
  Content content(int index, int length) {
    return Contents.of(call.arguments().get(index), length);
  }

  private long evaluate(Argument argument) {
    return switch (argument) {
      case Argument.Int number -> number.value();
      case Argument.Duration duration -> duration.nanos();
      case Argument.Name name -> variables.get(name.name()).get();
      case Argument.Arithmetic sum -> compute(sum);
      default -> throw program.scenario().error(argument.position(), "expected a number");
    };
  }

  private long compute(Argument.Arithmetic operation) {
    long left = evaluate(operation.left());
    long right = evaluate(operation.right());
    return switch (operation.operator()) {
      case '+' -> left + right;
      case '-' -> left - right;
      default -> left * right;
    };
  }
}
