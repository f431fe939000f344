package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.lockdep.Complaint;
import org.folioscope.simulation.lockdep.Validator;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel would have left in its log: every complaint in the shape in which kernel people
 * know it. What the emulator has no equivalent of (addresses, line numbers, process ids, registers)
 * is left out.
 */
public final class Splats implements CallStacks.Visitor {

  private static final int WIDTH = 80;
  private static final Pattern SOURCE_FILE = Pattern.compile("\\b[\\w/-]+\\.[ch]\\b");

  private final TaskNames names;
  private final String kernel;
  private final long setupEvents;
  private final CallStacks stacks = new CallStacks();
  private final SortedMap<String, Complaint> lockOrders = new TreeMap<>();
  private final Validator validator =
      new Validator(stacks::functions, complaint -> lockOrders.put(complaint.id(), complaint));
  private final SortedSet<Integer> blocked = new TreeSet<>();
  private final List<String> splats = new ArrayList<>();
  private int bugs;
  private boolean warned;

  private Splats(TaskNames names, String kernel, long setupEvents) {
    this.names = names;
    this.kernel = kernel;
    this.setupEvents = setupEvents;
  }

  /**
   * Every complaint after set-up.
   *
   * @param cursor a log with marks, at its beginning
   * @param taskName names tasks of which the log does not say how they started
   * @param setupEvents how many events at the beginning to leave out
   * @param kernel the kernel's name
   */
  public static List<String> of(
      LogCursor cursor, IntFunction<String> taskName, long setupEvents, String kernel) {
    Splats splats = new Splats(new TaskNames(taskName), kernel, setupEvents);
    for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
      splats.stacks.walk(step, splats);
    }
    return List.copyOf(splats.splats);
  }

  @Override
  public void event(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame) {
    names.learn(logged.event());
    validator.fold(logged.number(), step.step().task(), logged.event());
    if (logged.event() instanceof MachineEvent.TaskBlocked event) {
      blocked.add(event.task());
    }
    if (logged.number() <= setupEvents) {
      return;
    }
    if (logged.event() instanceof ReportEvent.ViolationReported report) {
      String at = "event " + logged.number() + ":\n";
      splats.add(at + shape(report, step.step().task(), frame));
      bugs += isOops(report) ? 1 : 0;
      warned |= report.kind() == Kind.WARN || (report.kind() == Kind.BUG && !isOops(report));
    } else if (logged.event() instanceof ReportEvent.LinePrinted line) {
      splats.add("event " + logged.number() + ":\n" + wrapped(line.text()));
    }
  }

  private String shape(ReportEvent.ViolationReported report, int task, @Nullable CallFrame frame) {
    return switch (report.kind()) {
      case BUG -> isOops(report) ? bug(report, task, frame) : complaint(report, task, frame);
      case WARN ->
          report.message().startsWith("WARNING")
              ? warning(report, task, frame)
              : wrapped(report.message());
      case LOCKDEP -> lockOrder(report);
      case HANG, DEADLOCK -> stuck(report);
      default -> wrapped(report.id() + ": " + report.message());
    };
  }

  /** The log says which orders of locks were seen; folded again it says where. */
  private String lockOrder(ReportEvent.ViolationReported report) {
    Complaint complaint = lockOrders.get(report.id());
    return complaint == null
        ? wrapped(report.id() + ": " + report.message())
        : complaint.splat().text(kernel);
  }

  /** Who waits for what, and where each of them stands. */
  private String stuck(ReportEvent.ViolationReported report) {
    StringBuilder text = new StringBuilder(report.id()).append(":\n");
    report.message().lines().forEach(line -> text.append(wrapped(line)));
    for (int task : blocked) {
      List<String> functions = stacks.functions(task);
      if (!functions.isEmpty()) {
        text.append("task:").append(names.of(task)).append(" state:D\nCall Trace:\n");
        functions.forEach(function -> text.append(" ").append(function).append("\n"));
      }
    }
    return text.toString();
  }

  private String bug(ReportEvent.ViolationReported report, int task, @Nullable CallFrame frame) {
    return "------------[ cut here ]------------\n"
        + ("kernel BUG at " + place(report) + "!\n")
        + wrapped(report.message())
        + ("invalid opcode: 0000 [#" + (bugs + 1) + "] SMP\n")
        + cpu(task)
        + ("RIP: 0010:" + report.function() + "\n")
        + trace(report.function(), task, frame)
        + "---[ end trace ]---\n";
  }

  /** Some BUGs are only said, and the task goes on. */
  private static boolean isOops(ReportEvent.ViolationReported report) {
    return report.kind() == Kind.BUG && !report.message().startsWith("BUG: ");
  }

  private String complaint(
      ReportEvent.ViolationReported report, int task, @Nullable CallFrame frame) {
    StringBuilder text = new StringBuilder();
    for (String line : report.message().split("; ", -1)) {
      text.append(wrapped(line));
    }
    return text + cpu(task) + trace(report.function(), task, frame);
  }

  private String warning(
      ReportEvent.ViolationReported report, int task, @Nullable CallFrame frame) {
    return "------------[ cut here ]------------\n"
        + ("WARNING: CPU: " + names.cpu(task) + " at " + place(report) + " " + report.function())
        + "\n"
        + wrapped(report.message().substring(report.message().indexOf(": ") + 1))
        + cpu(task)
        + ("RIP: 0010:" + report.function() + "\n")
        + trace(report.function(), task, frame)
        + "---[ end trace ]---\n";
  }

  private String cpu(int task) {
    String taint = bugs > 0 || warned ? "Tainted: G" : "Not tainted";
    return "CPU: "
        + names.cpu(task)
        + " Comm: "
        + names.of(task)
        + " "
        + taint
        + (bugs > 0 ? " D" : "")
        + (warned ? " W" : "")
        + " "
        + kernel
        + "\n";
  }

  private String trace(String function, int task, @Nullable CallFrame frame) {
    StringBuilder trace = new StringBuilder("Call Trace:\n");
    boolean interrupt = names.context(task) == Context.INTERRUPT;
    trace.append(interrupt ? " <IRQ>\n" : "");
    for (CallFrame at = frame; at != null; at = at.caller()) {
      if (at != frame || !at.function().equals(function)) {
        trace.append(" ").append(at.function()).append("\n");
      }
    }
    return trace.append(interrupt ? " </IRQ>\n" : "").toString();
  }

  /** The source file if the message names it, else the function. */
  private static String place(ReportEvent.ViolationReported report) {
    Matcher file = SOURCE_FILE.matcher(report.message());
    return file.find() ? file.group() : report.function();
  }

  private static String wrapped(String text) {
    return String.join("\n", Wrap.words(text, WIDTH, 2)) + "\n";
  }
}
