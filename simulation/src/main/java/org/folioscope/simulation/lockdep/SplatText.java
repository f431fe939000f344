package org.folioscope.simulation.lockdep;

import java.util.List;
import org.folioscope.simulation.lock.LockMode;

/**
 * Writes what lockdep prints, in its words and its order. Instances stand where the kernel prints
 * addresses, and functions, where they are known, without offsets.
 */
final class SplatText {

  private static final String ONE_CPU = "       CPU0\n       ----\n";
  private static final String TWO_CPUS =
      "       CPU0                    CPU1\n       ----                    ----\n";
  private static final String SECOND = " ".repeat(29);
  private static final String UNSAFE = " Possible unsafe locking scenario:\n\n";
  private static final String INTERRUPT_UNSAFE = " Possible interrupt unsafe locking scenario:\n\n";
  private static final String DEADLOCK = "\n *** DEADLOCK ***\n\n";
  private static final String OTHER = "\nother info that might help us debug this:\n";

  private final LockOrder order;
  private final Attempt attempt;
  private final HeldLock wanted;
  private final StringBuilder text = new StringBuilder();

  SplatText(LockOrder order, Attempt attempt) {
    this.order = order;
    this.attempt = attempt;
    this.wanted = attempt.wanted();
  }

  /** The path leads from the lock that is wanted to the one that is held (print_circular_bug). */
  String circular(HeldLock held, List<Integer> path) {
    tryingToAcquire(held);
    text.append("\nwhich lock already depends on the new lock.\n\n");
    text.append("\nthe existing dependency chain (in reverse order) is:\n");
    for (int i = path.size() - 1; i > 0; i--) {
      chain(i, path.get(i), order.site(path.get(i - 1), path.get(i)));
    }
    chain(0, wanted.lock(), wanted.site());
    text.append(OTHER).append("\n");
    if (path.size() > 2) {
      text.append("Chain exists of:\n  ");
      text.append(order.name(path.getFirst())).append(" --> ");
      text.append(order.name(path.get(path.size() - 2))).append(" --> ");
      text.append(order.name(path.getLast())).append("\n\n");
    }
    text.append(UNSAFE).append(TWO_CPUS);
    text.append(lock(held.mode(), held.lock()));
    text.append(SECOND).append(lock(LockMode.EXCLUSIVE, path.get(path.size() - 2)));
    text.append(SECOND).append(lock(LockMode.EXCLUSIVE, held.lock()));
    text.append(lock(wanted.mode(), wanted.lock()));
    return end();
  }

  /** Of the same class (print_deadlock_bug). */
  String recursive(HeldLock held) {
    tryingToAcquire(held);
    text.append(OTHER).append(UNSAFE).append(ONE_CPU);
    text.append(lock(held.mode(), held.lock()));
    text.append(lock(wanted.mode(), wanted.lock()));
    text.append(DEADLOCK).append(" May be due to missing lock nesting notation\n\n");
    return heldAndTrace();
  }

  /** One class, used in two ways that exclude each other (print_usage_bug). */
  String inconsistent(Usage before, Usage now) {
    text.append("inconsistent {").append(before.label()).append("} -> {");
    text.append(now.label()).append("} usage.\n");
    text.append(who()).append(" [HC").append(attempt.interrupt() ? "1[1]" : "0[0]");
    text.append(":SC0[0]:HE").append(attempt.interruptsOn() ? "1" : "0").append(":SE1] takes:\n");
    text.append(instance(wanted)).append("\n");
    text.append("{").append(before.label()).append("} state was registered at:\n");
    stack(order.site(wanted.lock(), before, before), "  ");
    text.append(OTHER).append(UNSAFE).append(ONE_CPU);
    text.append(lock(LockMode.EXCLUSIVE, wanted.lock())).append("  <Interrupt>\n  ");
    text.append(lock(LockMode.EXCLUSIVE, wanted.lock()));
    return end();
  }

  /** From a lock of interrupts over the new dependency to an unsafe one. */
  String unsafeOrder(HeldLock held, List<Integer> path) {
    text.append(who()).append(" is trying to acquire:\n").append(instance(wanted));
    text.append("\n\nand this task is already holding:\n").append(instance(held)).append("\n");
    text.append("which would create a new lock dependency:\n ").append(label(held.lock()));
    text.append(" -> ").append(label(wanted.lock())).append("\n");
    text.append("\nbut this new dependency connects a HARDIRQ-irq-safe lock:\n ");
    text.append(label(path.getFirst())).append("\n\n... which became HARDIRQ-irq-safe at:\n");
    stack(safeSite(path), "  ");
    text.append("\nto a HARDIRQ-irq-unsafe lock:\n ").append(label(path.getLast()));
    text.append("\n\n... which became HARDIRQ-irq-unsafe at:\n...");
    stack(unsafeSite(path), "  ");
    interruptBox(path);
    return end();
  }

  /** The way a lock is used is new (print_irq_inversion_bug). */
  String inversion(List<Integer> path) {
    boolean safeIsNew = wanted.lock() == path.getFirst();
    text.append(who()).append(" just changed the state of lock:\n").append(instance(wanted));
    text.append(
        safeIsNew
            ? "\nbut this lock took another, HARDIRQ-unsafe lock in the past:\n "
            : "\nbut this lock was taken by another, HARDIRQ-safe lock in the past:\n ");
    text.append(label(safeIsNew ? path.getLast() : path.getFirst())).append("\n");
    text.append("\n\nand interrupts could create inverse lock ordering between them.\n\n");
    interruptBox(path);
    return end();
  }

  private void tryingToAcquire(HeldLock held) {
    text.append(who()).append(" is trying to acquire lock:\n").append(instance(wanted));
    text.append("\n\nbut task is already holding lock:\n").append(instance(held)).append("\n");
  }

  private void interruptBox(List<Integer> path) {
    text.append(OTHER).append("\n");
    if (path.size() > 2) {
      text.append("Chain exists of:\n  ").append(order.name(path.getFirst())).append(" --> ");
      text.append(order.name(path.get(1))).append(" --> ");
      text.append(order.name(path.getLast())).append("\n\n");
    }
    text.append(INTERRUPT_UNSAFE).append(TWO_CPUS);
    text.append(lock(LockMode.EXCLUSIVE, path.getLast()));
    text.append(SECOND).append("  local_irq_disable();\n");
    text.append(SECOND).append(lock(LockMode.EXCLUSIVE, path.getFirst()));
    text.append(SECOND).append(lock(LockMode.EXCLUSIVE, path.get(1)));
    text.append("  <Interrupt>\n  ").append(lock(LockMode.EXCLUSIVE, path.getFirst()));
  }

  private Site safeSite(List<Integer> path) {
    return order.site(path.getFirst(), Usage.IN_HARDIRQ, Usage.IN_HARDIRQ_READ);
  }

  private Site unsafeSite(List<Integer> path) {
    return order.site(path.getLast(), Usage.HARDIRQ_ON, Usage.HARDIRQ_ON_READ);
  }

  private String end() {
    text.append(DEADLOCK);
    return heldAndTrace();
  }

  private String heldAndTrace() {
    List<HeldLock> held = attempt.held();
    text.append(
        held.isEmpty() ? "no locks" : held.size() + (held.size() == 1 ? " lock" : " locks"));
    text.append(" held by ").append(who()).append(held.isEmpty() ? ".\n" : ":\n");
    for (int i = 0; i < held.size(); i++) {
      text.append(" #").append(i).append(": ").append(instance(held.get(i))).append("\n");
    }
    text.append("\nstack backtrace:\n");
    stack(wanted.site(), " ");
    return text.toString();
  }

  private void chain(int number, int lock, Site site) {
    text.append("\n-> #").append(number).append(" ").append(label(lock)).append(":\n");
    stack(site, "       ");
  }

  private void stack(Site site, String indent) {
    for (String function : site.stack()) {
      text.append(indent).append(function).append("\n");
    }
    text.append(indent).append("(").append(site.task()).append(", event ");
    text.append(site.event()).append(")\n");
  }

  private String who() {
    return attempt.name() + "/" + attempt.task();
  }

  private String instance(HeldLock lock) {
    String number = lock.instance() == HeldLock.MAP ? "" : "#" + lock.instance() + " ";
    return number + label(lock.lock()) + ", at: " + lock.site().place();
  }

  /**
   * The class with the ways it was used so far, for write and for read, first for interrupts, then
   * for softirqs: there are none, but they are on where interrupts are.
   */
  private String label(int lock) {
    return "("
        + order.name(lock)
        + "){"
        + mark(lock, Usage.IN_HARDIRQ, Usage.HARDIRQ_ON)
        + mark(lock, Usage.IN_HARDIRQ_READ, Usage.HARDIRQ_ON_READ)
        + (order.isUsed(lock, Usage.HARDIRQ_ON) ? '+' : '.')
        + (order.isUsed(lock, Usage.HARDIRQ_ON_READ) ? '+' : '.')
        + (order.isMap(lock) ? "}-{0:0}" : "}-{3:3}");
  }

  private char mark(int lock, Usage in, Usage on) {
    if (order.isUsed(lock, in)) {
      return order.isUsed(lock, on) ? '?' : '-';
    }
    return order.isUsed(lock, on) ? '+' : '.';
  }

  private String lock(LockMode mode, int lock) {
    return (mode == LockMode.EXCLUSIVE ? "  lock(" : "  rlock(") + order.name(lock) + ");\n";
  }
}
