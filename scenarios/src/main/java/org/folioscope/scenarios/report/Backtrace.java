package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.work.WorkEvent;
import org.jspecify.annotations.Nullable;

/**
 * Who was running where when the kernel complained, and in which functions (dump_stack_print_info,
 * show_stack).
 */
final class Backtrace {

  /** The flusher's function; below it stands the call by which a scenario makes it run. */
  private static final String FLUSHER = "wb_workfn";

  /** The device's numbers name its flusher; sda is 8:0. */
  private static final String FLUSHER_WORK = "writeback wb_workfn (flush-8:0)";

  /** Every interrupt is the end of a bio. */
  private static final String COMPLETION = "bio_endio";

  private static final List<String> WORKER =
      List.of("process_one_work", "worker_thread", "kthread");

  private final TaskNames names;
  private final String kernel;
  private final SortedMap<Integer, Integer> processes = new TreeMap<>();
  private final SortedMap<Integer, Integer> interrupted = new TreeMap<>();
  private final SortedMap<Long, String> queued = new TreeMap<>();
  private final SortedMap<Integer, String> works = new TreeMap<>();

  Backtrace(TaskNames names, String kernel) {
    this.names = names;
    this.kernel = kernel;
  }

  /** Follows who is on which CPU, and what kernel threads work on. */
  void learn(int task, Event event) {
    switch (event) {
      case MachineEvent.TaskStarted e when e.context() == Context.PROCESS ->
          processes.put(e.cpu(), e.task());
      case MachineEvent.TaskEnded e -> processes.values().remove(e.task());
      case MachineEvent.TaskDied e -> processes.values().remove(e.task());
      case MachineEvent.InterruptEntered e -> interrupted.put(e.task(), e.cpu());
      case WorkEvent.WorkQueued e -> queued.put(e.work(), e.name());
      case WorkEvent.WorkBegun e -> works.put(task, queued.getOrDefault(e.work(), ""));
      default -> {
        // nothing of that
      }
    }
  }

  /** The kernel's name. */
  String kernel() {
    return kernel;
  }

  /** The name of the task; for an interrupt, of the task that it interrupts. */
  String comm(int task) {
    int on = current(task);
    return on < 0 && names.context(task) == Context.INTERRUPT
        ? "swapper/" + cpu(task)
        : names.of(on);
  }

  /** The id of that task; the idle task has 0, as in the kernel. */
  int pid(int task) {
    int on = current(task);
    return on < 0 ? 0 : on;
  }

  /** CPU and task, as a warning begins. */
  String who(int task) {
    return "CPU: " + cpu(task) + " PID: " + pid(task);
  }

  /** The lines above the functions. */
  List<String> head(int task, @Nullable CallFrame frame, Taint taint) {
    List<String> lines = new ArrayList<>();
    lines.add(who(task) + " Comm: " + comm(task) + " " + taint.label() + " " + kernel);
    lines.add("Hardware name: folioscope");
    String work = functions(frame).contains(FLUSHER) ? FLUSHER_WORK : works.get(task);
    if (work != null) {
      lines.add("Workqueue: " + work);
    }
    return lines;
  }

  /** The functions that called the one that complains, the innermost first. */
  List<String> callers(String function, int task, @Nullable CallFrame frame) {
    return trace(task, frame != null && frame.function().equals(function) ? frame.caller() : frame);
  }

  private List<String> trace(int task, @Nullable CallFrame frame) {
    List<String> functions = functions(frame);
    int flusher = functions.indexOf(FLUSHER);
    if (flusher >= 0) {
      functions.subList(flusher + 1, functions.size()).clear();
    }
    if (flusher >= 0 || works.containsKey(task)) {
      functions.addAll(WORKER);
    }
    boolean interrupt = names.context(task) == Context.INTERRUPT;
    if (interrupt) {
      functions.add(COMPLETION);
    }
    List<String> lines = new ArrayList<>();
    lines.addAll(interrupt ? List.of(" <IRQ>") : List.of());
    functions.forEach(each -> lines.add(" " + each));
    lines.addAll(interrupt ? List.of(" </IRQ>") : List.of());
    return lines;
  }

  private static List<String> functions(@Nullable CallFrame frame) {
    List<String> functions = new ArrayList<>();
    for (CallFrame at = frame; at != null; at = at.caller()) {
      functions.add(at.function());
    }
    return functions;
  }

  private int cpu(int task) {
    return interrupted.getOrDefault(task, Math.max(0, names.cpu(task)));
  }

  /** The task itself, or the one that it interrupts; -1 if the CPU has none. */
  private int current(int task) {
    return names.context(task) == Context.INTERRUPT ? processes.getOrDefault(cpu(task), -1) : task;
  }
}
