package org.folioscope.vm.contract.kit;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.watch.Watch;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vfs.Names;

/**
 * A machine with one mounted filesystem, to run a few tasks on. Every operation of the filesystem
 * is watched: the rules of its {@link org.folioscope.vm.contract.Operation} hold at each call, for
 * the caller as well.
 */
public final class Bench {

  private final FilesystemProvider provider;
  private final Options options;
  private final StateSpace space = new StateSpace();
  private final MemoryLog log = new MemoryLog(space);
  private final Machine machine = new Machine(space, Coroutines.fastest());
  private final Injector injector;
  private Supplier<Scheduler> schedulers = LowestFirst::new;

  /**
   * What a bench is made of.
   *
   * @param policies what the kernel does
   * @param device what the disk is like
   * @param extra bindings that replace the bench's own
   */
  public record Options(Policies policies, DeviceOptions device, Module extra) {

    /** Linux 6.12 on a disk of 4 MiB. */
    public static final Options DEFAULT =
        new Options(Policies.of(Kernel.LINUX_6_12), new DeviceOptions(8192, 2), binder -> {});

    /** The same with other policies. */
    public Options with(Policies chosen) {
      return new Options(chosen, device, extra);
    }

    /** The same with another disk. */
    public Options with(DeviceOptions disk) {
      return new Options(policies, disk, extra);
    }

    /** The same with other bindings. */
    public Options with(Module bindings) {
      return new Options(policies, device, bindings);
    }
  }

  /** A place in the log and the state to go back to. */
  public record Mark(StateSpace.Mark state, MemoryLog.Position position) {}

  private Bench(FilesystemProvider provider, Options options) {
    this.provider = provider;
    this.options = options;
    machine.connect(log, false);
    Module own = new BenchModule(machine, options, provider);
    injector = Guice.createInjector(Modules.override(own).with(options.extra()));
  }

  /** A bench with the filesystem freshly formatted and mounted. */
  public static Bench of(FilesystemProvider provider, Options options) {
    Bench bench = new Bench(provider, options);
    FilesystemType type = bench.type();
    MountedFilesystem mounted =
        bench.call(() -> {
          type.format();
          return type.mount();
        });
    bench.get(Mounts.class).mount(new Watch(bench.machine).over(mounted));
    return bench;
  }

  /** A machine of the same kind on which nothing has happened. */
  Bench blank() {
    return new Bench(provider, options);
  }

  /** The part of the machine that is of this class. */
  public <T> T get(Class<T> part) {
    return injector.getInstance(part);
  }

  /** The machine. */
  public Machine machine() {
    return machine;
  }

  /** The machine's state. */
  public StateSpace space() {
    return space;
  }

  /** The filesystem's type, as the injector built it. */
  public FilesystemType type() {
    return get(FilesystemType.class);
  }

  /** The mounted filesystem, watched. */
  public MountedFilesystem filesystem() {
    return get(Mounts.class).root();
  }

  /** From here on runs are scheduled so. */
  public void scheduleBy(Supplier<Scheduler> newSchedulers) {
    schedulers = newSchedulers;
  }

  /**
   * Runs each body as a task of its own, from task 0 on, until all have ended; fails when one
   * cannot or throws.
   */
  public void run(Runnable... bodies) {
    RunEnd end = attempt(bodies);
    if (end.failure() instanceof Error error) {
      throw error;
    }
    if (end.failure() instanceof RuntimeException exception) {
      throw exception;
    }
    if (end.reason() != RunEnd.Reason.QUIET) {
      List<String> waits =
          end.blocked().stream()
              .map(task -> task.name() + " waits for " + task.awaited().what())
              .toList();
      throw new AssertionError("the tasks did not end: " + end.reason() + " " + waits);
    }
  }

  /** Runs each body as a task and says how that ended, well or not. */
  public RunEnd attempt(Runnable... bodies) {
    for (int id = 0; id < bodies.length; id++) {
      machine.start(new TaskSpec(id, "task" + id, Context.PROCESS, id, bodies[id]));
    }
    RunEnd end = machine.run(schedulers.get(), 0);
    machine.abandonTasks();
    return end;
  }

  /** Runs the body as task 0 and returns its result. */
  public <T> T call(Supplier<T> body) {
    AtomicReference<T> result = new AtomicReference<>();
    run(() -> result.set(body.get()));
    return Objects.requireNonNull(result.get());
  }

  /** Creates a file. */
  public Inode create(String name) {
    return call(() -> get(Names.class).create(name, true).get().inode());
  }

  /** Every event so far. */
  public List<Event> events() {
    List<Event> events = new ArrayList<>();
    steps().forEach(step -> step.events().forEach(logged -> events.add(logged.event())));
    return events;
  }

  /** Every event so far of one kind. */
  public <E extends Event> List<E> events(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Every step so far. */
  List<LoggedStep> steps() {
    List<LoggedStep> steps = new ArrayList<>();
    try (LogCursor cursor = log.cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        steps.add(step);
      }
    }
    return steps;
  }

  /** A place to come back to. */
  public Mark mark() {
    return new Mark(space.mark(), log.position());
  }

  /** Goes back, as exploring does between executions. */
  public void rollback(Mark mark) {
    space.rollback(mark.state());
    log.rollback(mark.position());
  }
}
