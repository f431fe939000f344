package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/** The shapes of what the kernel prints when it complains. */
final class Splats {

  private static final int WIDTH = 80;
  private static final String CUT_HERE = "------------[ cut here ]------------";
  private static final String END_TRACE = "---[ end trace 0000000000000000 ]---";
  private static final String CALL_TRACE = "Call Trace:";
  private static final String RIP = "RIP: 0010:";
  private static final String CHECKER = "folioscope: ";

  /** {@code kernel BUG at fs/ext4/inode.c: why, in function}; a plug-in may name no file. */
  private static final Pattern OOPS =
      Pattern.compile("kernel BUG(?: at (?<place>[^: ]+))?: (?<why>.*?)(?:, in \\w+)?");

  private static final Pattern WARNING =
      Pattern.compile("WARNING(?: at (?<place>[^: ]+)[^:]*)?: (?<why>.*)");
  private static final Pattern BAD_PAGE =
      Pattern.compile("BUG: (?<what>Bad page [a-z]+)  pfn:(?<pfn>\\d+): (?<why>.*)");
  private static final Pattern PAGE_ASSERTION =
      Pattern.compile("(?<condition>VM_BUG_ON_(?:PAGE|FOLIO)\\(.*\\)) of pfn:(?<pfn>\\d+).*");
  private static final Pattern HUNG =
      Pattern.compile("INFO: task .* blocked for more than 120 seconds: (?<why>.*)");

  private final Backtrace backtrace;
  private final CallStacks stacks;
  private final PageDumps pages = new PageDumps();
  private final Taint taint = new Taint();
  private final SortedSet<Integer> blocked = new TreeSet<>();
  private int oopses;

  Splats(Backtrace backtrace, CallStacks stacks) {
    this.backtrace = backtrace;
    this.stacks = stacks;
  }

  /** Follows what is dumped with a complaint. */
  void learn(Event event) {
    pages.learn(event);
    if (event instanceof MachineEvent.TaskBlocked waiting) {
      blocked.add(waiting.task());
    }
  }

  /** The lines of a complaint, but for those of lockdep. */
  List<String> of(ReportEvent.ViolationReported report, int task, @Nullable CallFrame frame) {
    List<String> lines = new ArrayList<>();
    switch (report.kind()) {
      case BUG -> bug(lines, report, task, frame);
      case WARN -> warning(lines, report, task, frame);
      case HANG, DEADLOCK -> stuck(lines, report);
      case CHECKSUM -> lines.add(Wrap.ascii(report.message()));
      default -> lines.addAll(checker(report));
    }
    return lines;
  }

  /** What the emulator says in its own name. */
  static List<String> checker(ReportEvent.ViolationReported report) {
    return wrapped(CHECKER + report.id() + ": " + report.message());
  }

  private void bug(
      List<String> lines,
      ReportEvent.ViolationReported report,
      int task,
      @Nullable CallFrame frame) {
    Matcher bad = BAD_PAGE.matcher(report.message());
    Matcher oops = OOPS.matcher(report.message());
    if (bad.matches()) {
      badPage(lines, bad, task);
      lines.addAll(backtrace.head(task, frame, taint));
      lines.add(CALL_TRACE);
      lines.add(" " + report.function());
      lines.addAll(backtrace.callers(report.function(), task, frame));
    } else if (oops.matches()) {
      oops(lines, report, oops);
      lines.addAll(backtrace.head(task, frame, taint));
      lines.add(RIP + report.function());
      lines.add(CALL_TRACE);
      lines.addAll(backtrace.callers(report.function(), task, frame));
      lines.add(END_TRACE);
      taint.add(Taint.DIE);
    } else {
      // Said, and the task goes on: sleeping in atomic context.
      List.of(report.message().split("; ", -1)).forEach(line -> lines.addAll(wrapped(line)));
      lines.addAll(backtrace.head(task, frame, taint));
      lines.add(CALL_TRACE);
      lines.addAll(backtrace.callers(report.function(), task, frame));
      taint.add(Taint.WARN);
    }
  }

  /** bad_page() taints before it prints. */
  private void badPage(List<String> lines, Matcher bad, int task) {
    int pfn = Integer.parseInt(bad.group("pfn"));
    lines.add(
        "BUG: %s in process %s  pfn:%05x".formatted(bad.group("what"), backtrace.comm(task), pfn));
    lines.addAll(pages.dump(pfn, bad.group("why")));
    taint.add(Taint.BAD_PAGE);
  }

  private void oops(List<String> lines, ReportEvent.ViolationReported report, Matcher oops) {
    Matcher assertion = PAGE_ASSERTION.matcher(oops.group("why"));
    if (assertion.matches()) {
      int pfn = Integer.parseInt(assertion.group("pfn"));
      lines.addAll(pages.dump(pfn, assertion.group("condition")));
    }
    lines.add(CUT_HERE);
    lines.add("kernel BUG at " + place(oops, report) + "!");
    if (!assertion.matches()) {
      lines.addAll(wrapped(oops.group("why")));
    }
    lines.add("invalid opcode: 0000 [#" + ++oopses + "] SMP");
  }

  private void warning(
      List<String> lines,
      ReportEvent.ViolationReported report,
      int task,
      @Nullable CallFrame frame) {
    Matcher warning = WARNING.matcher(report.message());
    if (!warning.matches()) {
      // A line of the filesystem or of direct I/O, on which nothing follows.
      lines.add(Wrap.ascii(report.message()));
      return;
    }
    lines.add(CUT_HERE);
    lines.add(
        "WARNING: "
            + backtrace.who(task)
            + " at "
            + place(warning, report)
            + " "
            + report.function());
    lines.addAll(wrapped(warning.group("why")));
    lines.addAll(backtrace.head(task, frame, taint));
    lines.add(RIP + report.function());
    lines.add(CALL_TRACE);
    lines.addAll(backtrace.callers(report.function(), task, frame));
    lines.add(END_TRACE);
    taint.add(Taint.WARN);
  }

  private static String place(Matcher matcher, ReportEvent.ViolationReported report) {
    String place = matcher.group("place");
    return place == null ? report.function() : place;
  }

  /** What khungtaskd says of each task; who waits for what, the emulator adds. */
  private void stuck(List<String> lines, ReportEvent.ViolationReported report) {
    for (int task : blocked) {
      lines.add(
          "INFO: task %s:%d blocked for more than 120 seconds."
              .formatted(backtrace.comm(task), backtrace.pid(task)));
      lines.add("      " + taint.label() + " " + backtrace.kernel());
      lines.add("task:%-15s state:D pid:%d".formatted(backtrace.comm(task), backtrace.pid(task)));
      List<String> functions = stacks.functions(task);
      if (!functions.isEmpty()) {
        lines.add(CALL_TRACE);
        functions.forEach(function -> lines.add(" " + function));
      }
    }
    lines.addAll(wrapped(CHECKER + report.id()));
    for (String line : report.message().lines().toList()) {
      Matcher hung = HUNG.matcher(line);
      lines.addAll(wrapped(CHECKER + (hung.matches() ? hung.group("why") : line)));
    }
  }

  private static List<String> wrapped(String text) {
    return Wrap.words(text, WIDTH, 2);
  }
}
