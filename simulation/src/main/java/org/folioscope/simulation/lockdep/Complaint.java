package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Something that lockdep complains about. What it is called does not depend on who came first.
 *
 * @param id stable and readable, the same for the same locks
 * @param message one line
 * @param splat what the kernel prints below the line that names the kernel
 */
public record Complaint(String id, String message, Splat splat) {

  static Complaint circular(LockOrder order, Attempt attempt, HeldLock held, List<Integer> path) {
    return new Complaint(
        circularId(order, path),
        circularMessage(order, path),
        new Splat(
            "possible circular locking dependency detected",
            new SplatText(order, attempt).circular(held, path)));
  }

  static Complaint recursive(LockOrder order, Attempt attempt, HeldLock held) {
    String name = order.name(held.lock());
    return new Complaint(
        "lockdep-recursive" + slug(name),
        "possible recursive locking detected: " + name,
        new Splat(
            "possible recursive locking detected", new SplatText(order, attempt).recursive(held)));
  }

  static Complaint inconsistent(LockOrder order, Attempt attempt, Usage before, Usage now) {
    String name = order.name(attempt.wanted().lock());
    return new Complaint(
        inconsistentId(name),
        inconsistentMessage(name),
        new Splat(
            "inconsistent lock state", new SplatText(order, attempt).inconsistent(before, now)));
  }

  /** A lock of interrupts leads to one that interrupts may interrupt: a new dependency did it. */
  static Complaint unsafeOrder(
      LockOrder order, Attempt attempt, HeldLock held, List<Integer> path) {
    return new Complaint(
        unsafeId(order, path),
        unsafeMessage(order, path),
        new Splat(
            "HARDIRQ-safe -> HARDIRQ-unsafe lock order detected",
            new SplatText(order, attempt).unsafeOrder(held, path)));
  }

  /** The same, but the dependency was there and the use of a lock is new. */
  static Complaint inversion(LockOrder order, Attempt attempt, List<Integer> path) {
    return new Complaint(
        unsafeId(order, path),
        unsafeMessage(order, path),
        new Splat(
            "possible irq lock inversion dependency detected",
            new SplatText(order, attempt).inversion(path)));
  }

  static String circularId(LockOrder order, List<Integer> path) {
    TreeSet<String> names = new TreeSet<>();
    path.forEach(lock -> names.add(order.name(lock)));
    StringBuilder id = new StringBuilder("lockdep-circular");
    names.forEach(name -> id.append(slug(name)));
    return id.toString();
  }

  /** The circle from its first name in the alphabet. */
  static String circularMessage(LockOrder order, List<Integer> path) {
    List<String> names = new ArrayList<>(path.stream().map(order::name).toList());
    Collections.rotate(names, -names.indexOf(Collections.min(names)));
    names.add(names.getFirst());
    return "possible circular locking dependency detected: " + String.join(" -> ", names);
  }

  static String inconsistentId(String name) {
    return "lockdep-inconsistent" + slug(name);
  }

  static String inconsistentMessage(String name) {
    return "inconsistent lock state: " + name + " is taken in interrupts and with interrupts on";
  }

  static String unsafeId(LockOrder order, List<Integer> path) {
    return "lockdep-irq-unsafe"
        + slug(order.name(path.getFirst()))
        + slug(order.name(path.getLast()));
  }

  static String unsafeMessage(LockOrder order, List<Integer> path) {
    return "HARDIRQ-safe -> HARDIRQ-unsafe lock order detected: "
        + order.name(path.getFirst())
        + " -> "
        + order.name(path.getLast());
  }

  private static String slug(String name) {
    return "-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
