package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tasks that live, by ascending id. */
final class TaskTable {

  private Task[] tasks = new Task[16];
  private int size;

  int size() {
    return size;
  }

  Task get(int index) {
    return tasks[index];
  }

  void requireAbsent(TaskSpec spec) {
    for (int i = 0; i < size; i++) {
      if (tasks[i].spec.id() == spec.id()) {
        throw new IllegalStateException("task " + spec.name() + " is already running");
      }
    }
  }

  void add(Task task) {
    if (size == tasks.length) {
      tasks = Arrays.copyOf(tasks, size * 2);
    }
    int at = size;
    while (at > 0 && tasks[at - 1].spec.id() > task.spec.id()) {
      at--;
    }
    System.arraycopy(tasks, at, tasks, at + 1, size - at);
    tasks[at] = task;
    size++;
  }

  void remove(Task task) {
    for (int i = 0; i < size; i++) {
      if (tasks[i] == task) {
        System.arraycopy(tasks, i + 1, tasks, i, size - i - 1);
        size--;
        return;
      }
    }
  }

  /** The names of the tasks that could run when that was asked last. */
  List<String> ready() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (tasks[i].ready) {
        names.add(tasks[i].spec.name());
      }
    }
    return names;
  }

  List<StackTraceElement[]> readyStacks() {
    List<StackTraceElement[]> stacks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (tasks[i].ready) {
        stacks.add(tasks[i].coroutine.stack());
      }
    }
    return stacks;
  }

  void abandonAll() {
    for (int i = 0; i < size; i++) {
      tasks[i].coroutine.abandon();
    }
    size = 0;
  }
}
