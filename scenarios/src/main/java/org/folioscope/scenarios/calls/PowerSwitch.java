package org.folioscope.scenarios.calls;

import static org.folioscope.scenarios.language.ValueType.NOTHING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.folioscope.block.BlockDevice;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskSpec;

/** Cuts the power, in the middle of whatever anybody does, and has the machine start again. */
@Singleton
public final class PowerSwitch {

  /** The call that cuts the power. */
  private static final String CALL = "power_cut";

  private final Machine machine;
  private final BlockDevice device;
  private Supplier<TaskSpec> boot =
      () -> {
        throw new IllegalStateException("nobody starts the machine again");
      };

  /** The power is on. */
  @Inject
  PowerSwitch(Machine machine, BlockDevice device) {
    this.machine = machine;
    this.device = device;
  }

  /** Whether the power is cut by some task of the scenario. */
  public static boolean isUsedBy(Scenario scenario) {
    return scenario
        .tasks()
        .exists(task -> task.calls().written().exists(call -> call.name().equals(CALL)));
  }

  /** Says which task runs when the power is back. */
  public void startAgainWith(Supplier<TaskSpec> task) {
    boot = task;
  }

  KernelCall call() {
    return SimpleCall.of(
        CALL,
        NOTHING,
        "the power goes and comes back: all tasks end, memory is gone, and of what is not durable"
            + " each block is old or new; then the filesystem is mounted, and `after_crash:` runs",
        _ -> {
          machine.atomic(this::cut);
          return 0;
        });
  }

  private void cut() {
    device.losePower();
    throw machine.losePower(boot.get());
  }
}
