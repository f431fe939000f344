package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.lock.LockMode;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;

/**
 * What tasks do with locks, one task after the other, so that nothing ever deadlocks. A task is a
 * line of words:
 *
 * <ul>
 *   <li>{@code A}, {@code r(A)}, {@code rr(A)}: takes the lock alone, as a reader, as a recursive
 *       reader; {@code A/1} at a nesting level; {@code A#2} another one of the class
 *   <li>{@code try(A)}: takes it without being ready to wait
 *   <li>{@code might(A)}: is where it might have to wait
 *   <li>{@code -A}: gives it back; at the end of the line everything is given back
 *   <li>{@code off}, {@code on}: interrupts
 *   <li>{@code f()}: is from here on in that function
 *   <li>{@code irq:} as the first word: the line is an interrupt
 * </ul>
 */
final class Sequences {

  final List<Complaint> complaints = new ArrayList<>();
  private final List<String> stack = new ArrayList<>();
  private final Validator validator = new Validator(_ -> List.copyOf(stack), complaints::add);
  private long event;
  private int task;

  /** The ids of what is complained about. */
  static List<String> of(String... lines) {
    return new Sequences().run(lines).ids();
  }

  Sequences run(String... lines) {
    for (String line : lines) {
      stack.clear();
      boolean interrupt = line.startsWith("irq:");
      Context context = interrupt ? Context.INTERRUPT : Context.PROCESS;
      fold(new MachineEvent.TaskStarted(task, (interrupt ? "irq" : "t") + task, context, 0));
      for (String word : line.replace("irq:", "").strip().split(" +")) {
        word(word);
      }
      fold(new MachineEvent.TaskEnded(task));
      task++;
    }
    return this;
  }

  List<String> ids() {
    return complaints.stream().map(Complaint::id).sorted().toList();
  }

  LockOrder order() {
    return validator.order();
  }

  private void word(String word) {
    if (word.equals("off")) {
      fold(new MachineEvent.InterruptsDisabled(0));
    } else if (word.equals("on")) {
      fold(new MachineEvent.InterruptsEnabled(0));
    } else if (word.endsWith("()")) {
      stack.addFirst(word.substring(0, word.length() - 2));
    } else if (word.startsWith("-")) {
      fold(new LockEvent.LockReleased(word.substring(1), 0, task));
    } else if (word.startsWith("rr(")) {
      fold(new LockEvent.MapAcquired(inner(word), task, LockMode.RECURSIVE));
    } else if (word.startsWith("might(")) {
      fold(new LockEvent.MapTouched(inner(word), task, LockMode.EXCLUSIVE));
    } else if (word.startsWith("r(")) {
      fold(new LockEvent.ReadLockAcquired(inner(word), 0, task));
    } else if (word.startsWith("try(")) {
      fold(new LockEvent.LockAnnotated(inner(word), 0, task, 0, true));
      fold(new LockEvent.LockAcquired(inner(word), 0, task));
    } else {
      take(word);
    }
  }

  private void take(String word) {
    String[] nested = word.split("/");
    String[] numbered = nested[0].split("#");
    int instance = numbered.length == 1 ? 0 : Integer.parseInt(numbered[1]);
    if (nested.length == 2) {
      int subclass = Integer.parseInt(nested[1]);
      fold(new LockEvent.LockAnnotated(numbered[0], instance, task, subclass, false));
    }
    fold(new LockEvent.LockAcquired(numbered[0], instance, task));
  }

  private static String inner(String word) {
    return word.substring(word.indexOf('(') + 1, word.length() - 1);
  }

  private void fold(Event next) {
    validator.fold(++event, task, next);
  }
}
