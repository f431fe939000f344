package org.folioscope.scenarios.builder;

import io.vavr.control.Option;
import org.folioscope.scenarios.language.TaskSpec;

/** The calls of a task, one after the other, and where it runs. */
public final class TaskSteps extends Calls<TaskSteps> {

  private String process = TaskSpec.MAIN;
  private Option<Integer> cpu = Option.none();

  TaskSteps(Step owner) {
    super(owner);
  }

  /** The process that the task is a thread of, if it is not that of all others. */
  public TaskSteps process(String name) {
    process = name;
    return this;
  }

  /** The CPU that the task is bound to, counted from 0. */
  public TaskSteps cpu(int number) {
    cpu = Option.some(number);
    return this;
  }

  Draft.Task task(String name, Step step) {
    return new Draft.Task(name, process, cpu, lines(), step);
  }

  @Override
  TaskSteps self() {
    return this;
  }
}
