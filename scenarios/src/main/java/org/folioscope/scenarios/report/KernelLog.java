package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.lockdep.Complaint;
import org.folioscope.simulation.lockdep.Validator;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * What dmesg would show after a run, folded from the run's log: every line that the kernel prints
 * and every complaint in the shape in which kernel people know it. What a checker of the emulator
 * found stands among it under the emulator's name. What the emulator has no equivalent of
 * (addresses, line numbers, offsets, registers) is left out; ids of tasks stand for process ids.
 */
public final class KernelLog implements CallStacks.Visitor {

  private final TaskNames names;
  private final String kernel;
  private final long setupEvents;
  private final CallStacks stacks = new CallStacks();
  private final Backtrace backtrace;
  private final Splats splats;
  private final SortedMap<String, Complaint> lockOrders = new TreeMap<>();
  private final Validator validator =
      new Validator(stacks::functions, complaint -> lockOrders.put(complaint.id(), complaint));
  private final List<Message> messages = new ArrayList<>();

  /**
   * Lines that were printed at once.
   *
   * @param event the number of the event that brought them about
   */
  public record Message(long event, List<String> lines) {

    /** Copies what it is given. */
    public Message {
      lines = List.copyOf(lines);
    }
  }

  private KernelLog(TaskNames names, String kernel, long setupEvents) {
    this.names = names;
    this.kernel = kernel;
    this.setupEvents = setupEvents;
    this.backtrace = new Backtrace(names, kernel);
    this.splats = new Splats(backtrace, stacks);
  }

  /**
   * What was printed after set-up.
   *
   * @param cursor a log with marks, at its beginning
   * @param taskName names tasks of which the log does not say how they started
   * @param setupEvents how many events at the beginning to leave out
   * @param kernel the kernel's name
   */
  public static List<Message> of(
      LogCursor cursor, IntFunction<String> taskName, long setupEvents, String kernel) {
    KernelLog log = new KernelLog(new TaskNames(taskName), kernel, setupEvents);
    for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
      log.stacks.walk(step, log);
    }
    return List.copyOf(log.messages);
  }

  /** The messages as dmesg shows them; an event's number stands where dmesg has the time. */
  public static String text(List<Message> messages) {
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      String stamp = String.format(Locale.ROOT, "[%6d] ", message.event());
      message.lines().forEach(line -> text.append((stamp + line).stripTrailing()).append("\n"));
    }
    return text.toString();
  }

  @Override
  public void event(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame) {
    names.learn(logged.event());
    backtrace.learn(step.step().task(), logged.event());
    splats.learn(logged.event());
    validator.fold(logged.number(), step.step().task(), logged.event());
    if (logged.number() <= setupEvents) {
      return;
    }
    if (logged.event() instanceof ReportEvent.ViolationReported report) {
      List<String> lines =
          report.kind() == Kind.LOCKDEP
              ? lockOrder(report)
              : splats.of(report, step.step().task(), frame);
      messages.add(new Message(logged.number(), lines));
    } else if (logged.event() instanceof ReportEvent.LinePrinted line) {
      messages.add(new Message(logged.number(), List.of(Wrap.ascii(line.text()))));
    }
  }

  /** The log says which orders of locks were seen; folded again it says where. */
  private List<String> lockOrder(ReportEvent.ViolationReported report) {
    Complaint complaint = lockOrders.get(report.id());
    return complaint == null
        ? Splats.checker(report)
        : complaint.splat().text(kernel).lines().toList();
  }
}
