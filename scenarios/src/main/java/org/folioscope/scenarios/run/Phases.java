package org.folioscope.scenarios.run;

import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.calls.PowerSwitch;
import org.folioscope.scenarios.calls.PreparedCall;
import org.folioscope.scenarios.calls.Program;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.FileSpec;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.TaskSpec;
import org.folioscope.scenarios.oracle.Finding;
import org.folioscope.scenarios.oracle.MemoryDuty;
import org.folioscope.scenarios.oracle.ReadBack;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.Held;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.watch.Watch;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.FlusherThread;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an execution, each of them tasks of the machine: set-up, the tasks themselves,
 * {@code finally:}, and reading back.
 */
final class Phases {

  private static final int CHUNK = 4096;
  private static final int PIECE = 1 << 16;

  private final EmulatedMachine emulated;
  private final Program program;
  private final long turnLimit;
  private final boolean watched;
  private final SortedMap<Integer, FileSpec> files = new TreeMap<>();
  private final int main;
  private final List<List<PreparedCall>> calls;
  private final List<PreparedCall> finallyCalls;
  private @Nullable List<ReadBack> leftByCut;

  Phases(EmulatedMachine emulated, Program program, long turnLimit, boolean watched) {
    this.emulated = emulated;
    this.program = program;
    this.turnLimit = turnLimit;
    this.watched = watched;
    this.main = program.process(TaskSpec.MAIN);
    this.calls =
        program
            .scenario()
            .tasks()
            .map(task -> emulated.calls().prepare(program, task.calls()))
            .toJavaList();
    this.finallyCalls = emulated.calls().prepare(program, program.scenario().finallyCalls());
    int recovery = recoveryTask(program.scenario());
    emulated.power().startAgainWith(() -> process(recovery, "recovery", this::recover));
  }

  /** The names of all tasks that can appear, by id. */
  static void nameTasks(Scenario scenario, SequencedMap<String, String> properties) {
    for (int task = 0; task < scenario.tasks().size(); task++) {
      properties.put("task." + task, scenario.tasks().get(task).name());
    }
    properties.put("task." + finallyTask(scenario), "finally");
    properties.put("task." + setupTask(scenario), "setup");
    properties.put("task." + checkTask(scenario), "check");
    if (PowerSwitch.isUsedBy(scenario)) {
      properties.put("task." + recoveryTask(scenario), "recovery");
    }
    properties.put("task." + TaskIds.KERNEL_THREADS, "kworker");
    properties.put("task." + (TaskIds.KERNEL_THREADS + 1), "kworker-2");
    if (MachineOptions.dirty(scenario).limited()) {
      properties.put("task." + FlusherThread.TASK, FlusherThread.NAME);
    }
  }

  /** The files that set-up made, by inode. */
  SortedMap<Integer, FileSpec> files() {
    return files;
  }

  /**
   * Formats, mounts, makes the files, runs {@code setup:}; a call that fails there is an error of
   * the scenario.
   */
  RunEnd setUp() {
    return alone(setupTask(program.scenario()), "setup", this::prepare);
  }

  /** Starts the tasks and lets them run under the scheduler. */
  RunEnd tasks(Scheduler scheduler) {
    leftByCut = null;
    Vector<TaskSpec> tasks = program.scenario().tasks();
    for (int id = 0; id < tasks.size(); id++) {
      TaskSpec task = tasks.get(id);
      int number = id;
      start(id, task.name(), () -> run(number, task));
    }
    return emulated.machine().run(scheduler, turnLimit);
  }

  private void run(int id, TaskSpec task) {
    if (program.isForked(task.process())) {
      emulated.programs().awaitFork(program.process(task.process()));
    }
    make(program.process(task.process()), calls.get(id));
  }

  /** Runs {@code finally:}. */
  RunEnd finallyCalls() {
    return alone(finallyTask(program.scenario()), "finally", () -> make(main, finallyCalls));
  }

  /** Loads what processes must find in memory, and says which of it is not there. */
  RunEnd load(List<MemoryDuty> duties, List<Finding> broken) {
    return alone(
        checkTask(program.scenario()),
        "check",
        () ->
            duties.forEach(duty -> {
              Either<Errno, Content> loaded =
                  emulated
                      .memory()
                      .load(
                          emulated.mms().of(duty.process()),
                          duty.address(),
                          duty.content().length());
              if (duty.isBrokenBy(loaded)) {
                broken.add(duty.finding());
              }
            }));
  }

  /**
   * Reads every file in memory; ends all processes, drops the caches and reads every other file.
   */
  RunEnd readBack(List<ReadBack> results) {
    return alone(checkTask(program.scenario()), "check", () -> readAll(results));
  }

  /** What the files held when the power was back and everything had run that comes then. */
  Optional<List<ReadBack>> leftByCut() {
    return Optional.ofNullable(leftByCut);
  }

  private void recover() {
    if (watched) {
      Watch watch = new Watch(emulated.machine());
      FilesystemType type = watch.over(FilesystemType.class, emulated.filesystem());
      emulated.mounts().mount(watch.over(type.mountAfterPowerCut()));
    } else {
      emulated.mounts().mount(emulated.filesystem().mountAfterPowerCut());
    }
    make(main, emulated.calls().prepare(program, program.scenario().afterCrash()));
    List<ReadBack> found = new ArrayList<>();
    readAll(found);
    leftByCut = found;
  }

  private void prepare() {
    // The files are there before anybody could see the directory, as mkfs -d makes them.
    Namespace unseen = watched ? mountWatched() : mount();
    program.scenario().files().forEach(file -> makeFile(unseen, file));
    for (PreparedCall prepared : emulated.calls().prepare(program, program.scenario().setup())) {
      long result = emulated.calls().make(program, main, prepared);
      Call call = prepared.written();
      if (result < 0 && call.expected().isEmpty()) {
        throw program
            .scenario()
            .error(call.position(), "'" + call + "' fails in set-up with " + Errno.of(result));
      }
    }
  }

  private Namespace mount() {
    emulated.filesystem().format();
    MountedFilesystem mounted = emulated.filesystem().mount();
    emulated.mounts().mount(mounted);
    return mounted.namespace();
  }

  private Namespace mountWatched() {
    Watch watch = new Watch(emulated.machine());
    FilesystemType type = watch.over(FilesystemType.class, emulated.filesystem());
    type.format();
    MountedFilesystem mounted = type.mount();
    emulated.mounts().mount(watch.over(mounted));
    return watch.without(Held.DIRECTORY).over(mounted).namespace();
  }

  private void makeFile(Namespace names, FileSpec file) {
    MountedFilesystem root = emulated.mounts().root();
    Inode inode =
        names
            .create(file.name())
            .getOrElseThrow(errno ->
                program.scenario().error(file.position(), "cannot make the file: " + errno));
    files.put(inode.number(), file);
    Errno errno = Errno.OK;
    if (file.content() instanceof FileContent.Hole) {
      inode.rwsem().downWrite();
      errno = root.inodes().setSize(inode, file.size());
      inode.rwsem().upWrite();
    } else {
      errno = fill(inode, file);
    }
    Errno synced = emulated.flusher().fsync(inode, false);
    emulated.flusher().letGo(inode);
    emulated.reclaim().dropCache(inode);
    if (errno.failed() || synced.failed()) {
      throw program
          .scenario()
          .error(
              file.position(),
              "cannot fill " + file.name() + ": " + (errno.failed() ? errno : synced));
    }
  }

  private Errno fill(Inode inode, FileSpec file) {
    for (long at = 0; at < file.size(); at += CHUNK) {
      int length = (int) Math.min(CHUNK, file.size() - at);
      long written = emulated.buffered().write(inode, at, content(file.content(), at, length));
      if (written < length) {
        return written < 0 ? Errno.of(written) : Errno.ENOSPC;
      }
    }
    return Errno.OK;
  }

  static Content content(FileContent content, long at, int length) {
    return switch (content) {
      case FileContent.Fill fill -> Content.fill(fill.value(), length);
      case FileContent.Pattern pattern -> Content.pattern(pattern.seed(), at, length);
      case FileContent.Hole _ -> Content.fill(0, length);
    };
  }

  private void make(int process, List<PreparedCall> prepared) {
    emulated.calls().makeAll(program, process, prepared);
  }

  /** The device is all right again: what it failed to read is there none the less. */
  private void readAll(List<ReadBack> results) {
    emulated.device().heal();
    List<Inode> inMemory = emulated.machine().atomicGet(() -> emulated.memoryFiles().all());
    inMemory.forEach(inode -> results.add(readWhole(inode, inode.name())));
    for (int process = 0; process < program.processes(); process++) {
      emulated.calls().exit(process);
    }
    MountedFilesystem root = emulated.mounts().root();
    List<String> names = new ArrayList<>();
    emulated.machine().atomic(() -> names.addAll(root.namespace().readdir()));
    for (String name : names) {
      Inode inode = root.namespace().lookup(name).get();
      emulated.reclaim().dropCache(inode);
      results.add(readWhole(inode, name));
    }
  }

  private ReadBack readWhole(Inode inode, String name) {
    long size = emulated.machine().atomicGet(inode::size);
    List<Content> pieces = new ArrayList<>();
    long next = 0;
    for (long at = 0; at < size && at == next; at += PIECE) {
      Either<Errno, Content> piece = emulated.buffered().read(inode, at, PIECE);
      if (piece.isLeft()) {
        return new ReadBack(inode.number(), name, Either.left(piece.getLeft()));
      }
      pieces.add(piece.get());
      next = at + piece.get().length();
    }
    return new ReadBack(inode.number(), name, Either.right(pieces));
  }

  private RunEnd alone(int id, String name, Runnable body) {
    start(id, name, body);
    return emulated.machine().run(new LowestFirst(), turnLimit);
  }

  private void start(int id, String name, Runnable body) {
    emulated.machine().start(process(id, name, body));
  }

  private static org.folioscope.simulation.machine.TaskSpec process(
      int id, String name, Runnable body) {
    return new org.folioscope.simulation.machine.TaskSpec(id, name, Context.PROCESS, id, body);
  }

  static int finallyTask(Scenario scenario) {
    return scenario.tasks().size();
  }

  private static int setupTask(Scenario scenario) {
    return scenario.tasks().size() + 1;
  }

  private static int recoveryTask(Scenario scenario) {
    return scenario.tasks().size() + 3;
  }

  static int checkTask(Scenario scenario) {
    return scenario.tasks().size() + 2;
  }
}
