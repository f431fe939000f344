package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.eventlog.state.Sequence;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;

/**
 * The digest covers every field: emulated state stands in containers only, and each slot of each
 * container counts. What else can change is listed here, with the reason why it is no state.
 */
class StateCoverageTest {

  /** Fields that may be assigned or point to what may change, and are not looked into. */
  private static final Map<String, String> NO_STATE =
      Map.of(
          "Machine.turns",
              "coroutines and whose turn it is: a mark has none, re-execution has them",
          "Machine.steps", "the log, observers, and whether a step is open",
          "Machine.coroutines", "makes coroutines",
          "WorkQueue.bodies", "code of queued work, which a replay never runs",
          "LayoutLeases.holders", "who is asked to let go, set once when the machine is wired",
          "PowerSwitch.boot", "what starts when the power is back, set once in wiring the run",
          "Mounts.mounted", "the plug-in's root object, set once in set-up, walked from elsewhere",
          "Folios.freeHook", "whom to tell of a freed page, set once when the machine is wired");

  /** Tables that grow with use; what they hold is a pure function of the index. */
  private static final Map<String, String> HANDLES =
      Map.of(
          "Folios.handles", "a Folio is its frame number",
          "Inodes.handles", "an Inode is its number",
          "Mms.handles", "an Mm is its process number");

  private static final List<Kernel> KERNELS = List.of(Kernel.LINUX_4_15, Kernel.LINUX_6_12);

  @Test
  void nothingButContainersCanBeAssigned() {
    for (Kernel kernel : KERNELS) {
      StateWalk walk = new StateWalk(used(kernel), NO_STATE.keySet());
      assertThat(walk.assignable()).as("fields that are not final").isEmpty();
      assertThat(walk.strange()).as("values of unknown kinds").isEmpty();
    }
  }

  @Test
  void collectionsAreFilledWhenTheMachineIsWiredAndNotTouchedLater() {
    for (Kernel kernel : KERNELS) {
      EmulatedMachine machine = EmulatedMachine.wire(Ext4.on(kernel, "kara-2018"));
      Map<String, List<String>> before = new StateWalk(machine, NO_STATE.keySet()).tables();
      use(kernel, machine);
      Map<String, List<String>> after = new StateWalk(machine, NO_STATE.keySet()).tables();
      HANDLES.keySet().forEach(before::remove);
      HANDLES.keySet().forEach(after::remove);
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void thereIsEveryExceptionThatIsListed() {
    StateWalk walk = new StateWalk(used(Kernel.LINUX_6_12), NO_STATE.keySet());
    assertThat(walk.leftOut()).isEqualTo(NO_STATE.keySet());
    assertThat(walk.tables()).containsKeys(HANDLES.keySet().toArray(String[]::new));
  }

  @Test
  void everyContainerIsHeldBySomeObjectThatWasWalked() {
    for (Kernel kernel : KERNELS) {
      EmulatedMachine machine = used(kernel);
      Set<Container> held = new StateWalk(machine, NO_STATE.keySet()).containers();
      Set<Container> all = Collections.newSetFromMap(new IdentityHashMap<>());
      all.addAll(machine.machine().space().containers());
      assertThat(held).isEqualTo(all);
    }
  }

  @Test
  void changingAnySlotOfAnyContainerChangesTheDigest() {
    StateSpace space = used(Kernel.LINUX_6_12).machine().space();
    StateSpace.Mark mark = space.mark();
    long before = space.digest();
    for (Container container : space.containers()) {
      for (int slot : new int[] {0, 1, 7, 300}) {
        space.beginApply();
        change(container, slot);
        space.endApply();
        assertThat(space.digest()).as("%s[%d]", container.name(), slot).isNotEqualTo(before);
        space.rollback(mark);
        assertThat(space.digest()).isEqualTo(before);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void change(Container container, int slot) {
    switch (container) {
      case LongArray array -> array.set(slot, array.get(slot) + 1);
      case RefArray<?> array -> ((RefArray<Object>) array).set(slot, "another value");
      case LongMap<?> map -> ((LongMap<Object>) map).put(slot, "another value");
      case Sequence sequence -> {
        if (sequence.contains(slot)) {
          sequence.remove(slot);
        } else {
          sequence.addLast(slot);
        }
      }
    }
  }

  private static EmulatedMachine used(Kernel kernel) {
    EmulatedMachine machine = EmulatedMachine.wire(Ext4.on(kernel, "kara-2018"));
    use(kernel, machine);
    return machine;
  }

  private static void use(Kernel kernel, EmulatedMachine machine) {
    MemoryLog log = new MemoryLog(machine.machine().space());
    Emulation emulation = Emulation.on(Ext4.on(kernel, "kara-2018"), machine, log, false);
    emulation.execute(new SeededRandom(1));
    emulation.execute(new SeededRandom(2));
  }
}
