package org.folioscope.scenarios.calls;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Vector;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.folioscope.block.Bio;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.inode.Superblock;
import org.folioscope.vm.vfs.PipePages;
import org.jspecify.annotations.Nullable;

/** What programs hold: variables and open files, by process. */
@Singleton
public final class ProgramState implements StateOwner<CallEvent> {

  private static final EventFamily<CallEvent> FAMILY = EventFamily.of("call", 3, CallEvent.class);
  private static final int FDS = 256;
  private static final int FIRST_FD = 3;

  private final Machine machine;
  private final Inodes inodes;
  private final Emitter<CallEvent> events;
  private final LongArray assigned;
  private final LongArray values;
  private final LongArray inodeOf;
  private final LongArray flags;
  private final LongArray position;
  private final LongArray errorsSeen;
  private final LongArray filesystemErrorsSeen;
  private final LongArray opened;
  private final FilesInUse inUse;
  private final Processes processes;
  private final MountUsers mount;

  /**
   * An open file.
   *
   * @param flags as {@link OpenFlags} reads them
   */
  public record OpenFile(int process, int fd, Inode inode, long flags) {

    boolean readable() {
      return OpenFlags.readable(flags);
    }

    boolean writable() {
      return OpenFlags.writable(flags);
    }

    boolean direct() {
      return OpenFlags.direct(flags);
    }

    boolean sync() {
      return OpenFlags.sync(flags);
    }

    boolean syncsDataOnly() {
      return OpenFlags.syncsDataOnly(flags);
    }

    boolean append() {
      return OpenFlags.append(flags);
    }
  }

  /** No variable is assigned, no file is open. */
  @Inject
  public ProgramState(Machine machine, Inodes inodes) {
    this.machine = machine;
    this.inodes = inodes;
    machine.space().durable("variable.");
    this.assigned = machine.space().longs("variable.assigned");
    this.values = machine.space().longs("variable.value");
    this.inodeOf = machine.space().longs("fd.inode");
    this.flags = machine.space().longs("fd.flags");
    this.position = machine.space().longs("fd.position");
    this.errorsSeen = machine.space().longs("fd.errors-seen");
    this.filesystemErrorsSeen = machine.space().longs("fd.filesystem-errors-seen");
    this.opened = machine.space().longs("inode.opened");
    this.inUse = new FilesInUse(machine.space());
    this.processes = new Processes(machine);
    this.events = machine.own(this);
    this.mount = new MountUsers(machine.space(), events);
  }

  /** Gives a result a name. */
  public void assign(int number, String name, long value) {
    machine.atomic(() -> events.emit(new CallEvent.VariableAssigned(number, name, value)));
  }

  /**
   * Opens a file under the lowest free descriptor, which is one that no call in flight was given;
   * ENOENT when it went away meanwhile.
   */
  public int open(int process, Inode inode, int openFlags) {
    return machine.atomicGet(() -> {
      if (inode.gone()) {
        return Errno.ENOENT.result();
      }
      int fd = FIRST_FD;
      while (inodeOf.get(slot(process, fd)) != 0 || inUse.isKept(slot(process, fd))) {
        fd++;
      }
      events.emit(new CallEvent.FileOpened(process, fd, inode.number(), openFlags));
      events.emit(new CallEvent.ErrorsSeen(process, fd, inode.errorSample()));
      long filesystem = inode.superblockErrorSample();
      if (filesystem != 0) {
        events.emit(new CallEvent.FilesystemErrorsSeen(process, fd, filesystem));
      }
      return fd;
    });
  }

  /** Frees a descriptor; false if somebody else has just done so. */
  public boolean close(OpenFile file) {
    int slot = slot(file.process(), file.fd());
    return machine.atomicGet(() -> {
      if (inodeOf.get(slot) == 0) {
        return false;
      }
      if (inUse.isUsed(slot)) {
        int inode = file.inode().number();
        events.emit(new CallEvent.FileKept(file.process(), file.fd(), inode));
      }
      events.emit(new CallEvent.FileClosed(file.process(), file.fd()));
      return true;
    });
  }

  /**
   * The open file that a call is about, or null: the call holds it until it ends, where programs
   * close descriptors while other tasks run. Belongs to the call's first turn (fdget).
   *
   * @param argument which argument of the call is the descriptor
   */
  @Nullable OpenFile file(CallContext call, int argument) {
    return machine.nowGet(() -> {
      OpenFile file = at(call.process(), call.number(argument));
      if (file != null && call.filesMayBeClosed()) {
        int task = machine.currentTask();
        if (!inUse.of(task).contains(slot(file.process(), file.fd()))) {
          events.emit(new CallEvent.FileGot(task, file.process(), file.fd()));
        }
      }
      return file;
    });
  }

  /** The open file of a descriptor, or null, for a call that does not hold it. */
  public @Nullable OpenFile file(int process, long fd) {
    return machine.nowGet(() -> at(process, fd));
  }

  private @Nullable OpenFile at(int process, long fd) {
    if (fd < 0 || fd >= FDS || inodeOf.get(slot(process, (int) fd)) == 0) {
      return null;
    }
    int slot = slot(process, (int) fd);
    return new OpenFile(process, (int) fd, inodes.of(inodeOf.getInt(slot)), flags.get(slot));
  }

  /** The current task's call ends: the inodes of files that it was the last to hold (fdput). */
  List<Inode> put() {
    return machine.nowGet(() -> {
      List<Inode> released = new ArrayList<>();
      int task = machine.currentTask();
      for (int slot : inUse.of(task)) {
        events.emit(new CallEvent.FilePut(task, slot / FDS, slot % FDS));
        if (inUse.isKept(slot) && !inUse.isUsed(slot)) {
          Inode inode = inodes.of(inUse.inode(slot));
          events.emit(new CallEvent.FileReleased(slot / FDS, slot % FDS, inode.number()));
          released.add(inode);
        }
      }
      return released;
    });
  }

  /** Where the next read or write through the descriptor begins (fdget_pos). */
  public long position(OpenFile file) {
    return machine.nowGet(() -> position.get(slot(file.process(), file.fd())));
  }

  /** Moves the file position. */
  public void moveTo(OpenFile file, long to) {
    machine.now(() -> events.emit(new CallEvent.PositionMoved(file.process(), file.fd(), to)));
  }

  /**
   * The error that the open file was not told of yet, or OK; it is told now, and what the mapping's
   * flags remember is forgotten (file_check_and_advance_wb_err).
   */
  public Errno takeError(OpenFile file) {
    return machine.atomicGet(() -> {
      file.inode().takeMappingErrors();
      long seen = errorsSeen.get(slot(file.process(), file.fd()));
      Errno errno = file.inode().errorSince(seen);
      if (errno.failed()) {
        long latest = file.inode().seeErrors();
        events.emit(new CallEvent.ErrorsSeen(file.process(), file.fd(), latest));
      }
      return errno;
    });
  }

  /** The same for errors of the file's filesystem (syncfs). */
  Errno takeFilesystemError(OpenFile file) {
    return machine.atomicGet(() -> {
      long seen = filesystemErrorsSeen.get(slot(file.process(), file.fd()));
      Errno errno = file.inode().superblockErrorSince(seen);
      if (errno.failed()) {
        long latest = file.inode().seeSuperblockErrors();
        events.emit(new CallEvent.FilesystemErrorsSeen(file.process(), file.fd(), latest));
      }
      return errno;
    });
  }

  /** Whether some program has the file open. Only inside a step. */
  boolean isOpen(Inode inode) {
    return opened.get(inode.number()) != 0;
  }

  /** Whether a file of any process is open, or a call is on its way to one. Only inside a step. */
  boolean usesMount(int processCount) {
    return mount.hasCalls()
        || IntStream.range(0, processCount * FDS)
            .anyMatch(slot -> inUse.isKept(slot) || isOnRoot(inodeOf.getInt(slot)));
  }

  private static boolean isOnRoot(int inode) {
    return inode != 0 && Superblock.of(inode) == Superblock.ROOT;
  }

  /** Who is on the way to a file by its name. */
  MountUsers mount() {
    return mount;
  }

  /** The lowest descriptor through which a process has a file open, or null. */
  @Nullable OpenFile fileOf(int process, Inode inode) {
    for (int fd = FIRST_FD; fd < FDS; fd++) {
      OpenFile file = file(process, fd);
      if (file != null && file.inode().number() == inode.number()) {
        return file;
      }
    }
    return null;
  }

  /**
   * Begins a call as soon as the variables that its arguments name are assigned, and returns their
   * values then, by name; null if the task is killed before.
   *
   * @param variables the numbers of the variables, by name
   * @param killed whether the current task is to end
   */
  @Nullable Map<String, Long> began(
      String call, Map<String, Integer> variables, BooleanSupplier killed) {
    Runnable begin = () -> events.emit(new CallEvent.CallBegan(machine.currentTask(), call));
    if (variables.isEmpty()) {
      machine.atomic(begin);
      return LinkedHashMap.empty();
    }
    VariablesAssigned assignment = new VariablesAssigned(assigned, variables, killed);
    boolean[] begins = new boolean[1];
    machine.atomicWhen(
        assignment,
        () -> {
          begins[0] = assignment.isComplete();
          if (begins[0]) {
            begin.run();
          }
        });
    return begins[0] ? machine.nowGet(() -> variables.mapValues(values::get)) : null;
  }

  /** Notes that a call returned. */
  void returned(String call, long result) {
    machine.now(() -> events.emit(new CallEvent.CallReturned(machine.currentTask(), call, result)));
  }

  /** Notes that a program begins to change bytes of a file. */
  void changeBegan(int inode, long at, int length) {
    machine.now(
        () -> events.emit(new CallEvent.ChangeBegan(machine.currentTask(), inode, at, length)));
  }

  /** Notes that the bytes are changed. */
  void changeEnded(int inode, long at, Content content) {
    machine.now(
        () -> events.emit(new CallEvent.ChangeEnded(machine.currentTask(), inode, at, content)));
  }

  /** Notes that bytes were stored into memory that shows the file. */
  void storeEnded(int inode, long at, Content content) {
    machine.now(
        () -> events.emit(new CallEvent.StoreEnded(machine.currentTask(), inode, at, content)));
  }

  /** Notes that a program begins to change the size of a file, or to empty a part of it. */
  void reshapeBegan(Inode inode) {
    machine.now(
        () -> events.emit(new CallEvent.ReshapeBegan(machine.currentTask(), inode.number())));
  }

  /** Notes that this is done, or perhaps. */
  void reshapeEnded(Inode inode, Reshape reshape, long at, long length, Errno errno) {
    machine.now(() ->
        events.emit(
            new CallEvent.ReshapeEnded(
                machine.currentTask(), inode.number(), reshape, at, length, !errno.failed())));
  }

  /** Notes that a file was made a copy of another, or perhaps. */
  void cloned(Inode source, Inode target, Errno errno) {
    machine.now(() ->
        events.emit(
            new CallEvent.FileCloned(
                machine.currentTask(), source.number(), target.number(), !errno.failed())));
  }

  /** Notes that bytes may be changed or not. */
  void changeUnconfirmed(int inode, long at, Content content) {
    machine.now(() ->
        events.emit(new CallEvent.ChangeUnconfirmed(machine.currentTask(), inode, at, content)));
  }

  /** Notes that bytes were written at the end of the file. */
  void appended(int inode, long at, int length) {
    machine.now(
        () -> events.emit(new CallEvent.BytesAppended(machine.currentTask(), inode, at, length)));
  }

  /** Notes that part of a page is on its way to a file. Only inside a step. */
  void pageSpliced(int inode, long at, Bio.Segment part) {
    events.emit(
        new CallEvent.PageSpliced(
            machine.currentTask(),
            PipePages.folio(part).frame(),
            part.offset(),
            part.length(),
            inode,
            at));
  }

  /** Notes that a program asks that bytes of a file be durable. */
  void syncBegan(Inode inode, long at, long length) {
    machine.now(() ->
        events.emit(new CallEvent.SyncBegan(machine.currentTask(), inode.number(), at, length)));
  }

  /**
   * Notes the answer.
   *
   * @param fd the descriptor that was told; -1 when the file is open no more
   */
  void syncEnded(Inode inode, int process, int fd, int result) {
    machine.now(() ->
        events.emit(
            new CallEvent.SyncEnded(machine.currentTask(), inode.number(), process, fd, result)));
  }

  @Override
  public EventFamily<CallEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(CallEvent event) {
    switch (event) {
      case CallEvent.VariableAssigned e -> {
        assigned.set(e.variable(), 1);
        values.set(e.variable(), e.value());
      }
      case CallEvent.FileOpened e -> opened(slot(e.process(), e.fd()), e);
      case CallEvent.FileClosed e -> {
        opened.add(inodeOf.getInt(slot(e.process(), e.fd())), -1);
        inodeOf.set(slot(e.process(), e.fd()), 0);
      }
      case CallEvent.FileGot e -> inUse.got(e.task(), slot(e.process(), e.fd()));
      case CallEvent.FilePut e -> inUse.put(e.task(), slot(e.process(), e.fd()));
      case CallEvent.FileKept e -> {
        inUse.kept(slot(e.process(), e.fd()), e.inode());
        opened.add(e.inode(), 1);
      }
      case CallEvent.FileReleased e -> {
        inUse.kept(slot(e.process(), e.fd()), 0);
        opened.add(e.inode(), -1);
      }
      case CallEvent.FilesystemErrorsSeen e ->
          filesystemErrorsSeen.set(slot(e.process(), e.fd()), e.sample());
      case CallEvent.PositionMoved e -> position.set(slot(e.process(), e.fd()), e.position());
      case CallEvent.ErrorsSeen e -> errorsSeen.set(slot(e.process(), e.fd()), e.sample());
      case CallEvent.ProcessForked e -> processes.forked(e.child());
      case CallEvent.ProcessLeft e -> processes.left(e.task());
      case CallEvent.MountGot _, CallEvent.MountPut _, CallEvent.MountLeft _ -> mount.apply(event);
      case CallEvent.CallBegan _,
          CallEvent.CallReturned _,
          CallEvent.ChangeBegan _,
          CallEvent.ChangeEnded _,
          CallEvent.StoreEnded _,
          CallEvent.ReshapeBegan _,
          CallEvent.ReshapeEnded _,
          CallEvent.ChangeUnconfirmed _,
          CallEvent.BytesAppended _,
          CallEvent.PageSpliced _,
          CallEvent.SyncBegan _,
          CallEvent.SyncEnded _,
          CallEvent.FileCloned _ -> {
        // for readers and oracles: nothing to remember
      }
    }
  }

  private void opened(int slot, CallEvent.FileOpened event) {
    inodeOf.set(slot, event.inode());
    flags.set(slot, event.flags());
    position.set(slot, 0);
    filesystemErrorsSeen.set(slot, 0);
    opened.add(event.inode(), 1);
  }

  /**
   * Makes the child of a process, with copies of its descriptors, which refer to the same places of
   * the files as these do now.
   */
  void fork(int parent, int child) {
    machine.atomic(() -> {
      events.emit(new CallEvent.ProcessForked(machine.currentTask(), parent, child));
      for (int fd = FIRST_FD; fd < FDS; fd++) {
        int slot = slot(parent, fd);
        if (inodeOf.get(slot) != 0) {
          copyDescriptor(slot, child, fd);
        }
      }
    });
  }

  private void copyDescriptor(int slot, int child, int fd) {
    events.emit(new CallEvent.FileOpened(child, fd, inodeOf.getInt(slot), flags.getInt(slot)));
    events.emit(new CallEvent.ErrorsSeen(child, fd, errorsSeen.get(slot)));
    if (filesystemErrorsSeen.get(slot) != 0) {
      events.emit(new CallEvent.FilesystemErrorsSeen(child, fd, filesystemErrorsSeen.get(slot)));
    }
    if (position.get(slot) != 0) {
      events.emit(new CallEvent.PositionMoved(child, fd, position.get(slot)));
    }
  }

  /** Whether some call has made the process. Only inside a step. */
  boolean isForked(int process) {
    return processes.isForked(process);
  }

  /** Sleeps until some call has made the process. */
  public void awaitFork(int process) {
    machine.await(processes.untilForked(process));
  }

  /** The current task leaves its process, which ends when all its tasks have. */
  void leave(int process) {
    machine.atomic(() -> events.emit(new CallEvent.ProcessLeft(machine.currentTask(), process)));
  }

  /** Sleeps until each of the tasks has left its process or is over. */
  void awaitLeft(Vector<Integer> tasks) {
    machine.await(processes.untilLeft(tasks));
  }

  private static int slot(int process, int fd) {
    return process * FDS + fd;
  }
}
