package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.FILE;
import static org.folioscope.scenarios.language.ValueType.INT;
import static org.folioscope.scenarios.language.ValueType.NEW_FILE;

import jakarta.inject.Inject;
import org.folioscope.scenarios.language.CallList;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.Signature;
import org.folioscope.scenarios.language.TaskSpec;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Superblock;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.vfs.Umount;

/** Unmounting, and what keeps a filesystem from it: open files, mappings, and calls on names. */
public final class UmountCall {

  private static final String CALL = "umount";

  private final Machine machine;
  private final Mms mms;
  private final Umount umount;
  private final FileUsers users;
  private final ProgramState state;

  @Inject
  UmountCall(Machine machine, Mms mms, Umount umount, FileUsers users, ProgramState state) {
    this.machine = machine;
    this.mms = mms;
    this.umount = umount;
    this.users = users;
    this.state = state;
  }

  /** Whether the filesystem is unmounted by some call of the scenario. */
  public static boolean isUsedBy(Scenario scenario) {
    return scenario
        .tasks()
        .map(TaskSpec::calls)
        .append(scenario.setup())
        .append(scenario.finallyCalls())
        .append(scenario.afterCrash())
        .flatMap(CallList::written)
        .exists(call -> call.name().equals(CALL));
  }

  KernelCall call() {
    return SimpleCall.of(
        CALL,
        INT,
        "unmount the filesystem: everything is written, and every page thrown away, whoever holds"
            + " it; EBUSY while a file is open or mapped",
        call -> umount.umount(() -> left(call), users::files).result());
  }

  private boolean left(CallContext call) {
    if (state.usesMount(call.processes()) || mms.maps(Superblock.ROOT)) {
      return false;
    }
    state.mount().leave(machine.currentTask());
    return true;
  }

  /** The call, with a reference to the mount while it works on a file that it names (path_get). */
  KernelCall holding(KernelCall call) {
    Signature signature = call.signature();
    boolean names =
        signature
            .parameters()
            .appendAll(signature.named())
            .exists(parameter ->
                parameter.types().contains(FILE) || parameter.types().contains(NEW_FILE));
    return names ? new OnNames(call) : call;
  }

  private final class OnNames implements KernelCall {

    private final KernelCall call;

    OnNames(KernelCall call) {
      this.call = call;
    }

    @Override
    public Signature signature() {
      return call.signature();
    }

    @Override
    public long make(CallContext context) {
      if (!context.filesystemMayGo()) {
        return call.make(context);
      }
      if (!machine.atomicGet(() -> state.mount().get(machine.currentTask()))) {
        return Errno.ENOENT.result();
      }
      long result = call.make(context);
      machine.atomic(() -> state.mount().put(machine.currentTask()));
      return result;
    }
  }
}
