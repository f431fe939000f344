package org.folioscope.cli.catalogue;

import java.util.List;
import java.util.function.Predicate;
import org.folioscope.eventlog.log.Event;

/** Reads a run from its beginning to its end and says what came next. */
final class Story {

  private final Run run;
  private final List<Run.Happened> all;
  private int at = -1;

  Story(Run run) {
    this.run = run;
    this.all = run.happenings();
  }

  /** Goes to the next event of a type that fulfils the condition; fails if there is none. */
  <E extends Event> E then(String what, Class<E> type, Predicate<E> condition) {
    for (int next = at + 1; next < all.size(); next++) {
      Event event = all.get(next).event();
      if (type.isInstance(event) && condition.test(type.cast(event))) {
        at = next;
        return type.cast(event);
      }
    }
    throw new AssertionError("after " + here() + " there is no more: " + what);
  }

  /** Goes to the place where a task enters a function next. */
  void thenEnters(int task, String function) {
    then(
        "task " + task + " in " + function,
        Run.Entered.class,
        entered -> entered.task() == task && entered.function().equals(function));
  }

  /** Whether something of the kind happens from here on. */
  <E extends Event> boolean later(Class<E> type, Predicate<E> condition) {
    return all.subList(at + 1, all.size()).stream()
        .map(Run.Happened::event)
        .anyMatch(event -> type.isInstance(event) && condition.test(type.cast(event)));
  }

  /** Who did what happened last. */
  int task() {
    return all.get(at).task();
  }

  /** A value of the state at this place. */
  long value(String path) {
    return run.valueAt(all.get(at).number(), path);
  }

  private String here() {
    return at < 0 ? "the beginning" : all.get(at).toString();
  }
}
