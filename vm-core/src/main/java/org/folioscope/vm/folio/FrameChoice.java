package org.folioscope.vm.folio;

import java.util.List;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.machine.Wait;

/**
 * Which free frame an allocation gets, left to the schedule. While a task on a CPU allocates, a
 * task outside all CPUs may pass over one candidate after the other; the allocation takes the first
 * that was not. So the choice is one of whose turn it is, and needs nothing else to be explored,
 * recorded and repeated.
 */
final class FrameChoice {

  private final Machine machine;
  private final FolioState state;
  private final Emitter<FolioEvent> events;

  FrameChoice(Machine machine, FolioState state, Emitter<FolioEvent> events) {
    this.machine = machine;
    this.state = state;
    this.events = events;
  }

  /**
   * Allocates a frame with one reference for the current task. Takes steps: one if there is nothing
   * to choose from.
   *
   * @param first part of the first step
   */
  int allocate(int cpu, Runnable first) {
    int only =
        machine.atomicGet(() -> {
          first.run();
          List<Integer> candidates = state.candidates(cpu);
          return candidates.size() == 1 ? take(cpu, candidates.getFirst()) : seek(cpu);
        });
    if (only >= 0) {
      return only;
    }
    int frame =
        machine.atomicGet(() -> {
          int taken = take(cpu, candidate(cpu));
          events.emit(new FolioEvent.FrameChosen(cpu));
          return taken;
        });
    machine.await(new Over(cpu));
    return frame;
  }

  private int take(int cpu, int frame) {
    events.emit(new FolioEvent.FolioAllocated(frame, cpu));
    return frame;
  }

  private int seek(int cpu) {
    events.emit(new FolioEvent.FrameSought(cpu));
    machine.start(
        new TaskSpec(TaskIds.frameChoice(cpu), "frames", Context.DEVICE, -1, () -> passOver(cpu)));
    return -1;
  }

  private void passOver(int cpu) {
    boolean[] choosing = {true};
    while (choosing[0]) {
      machine.atomicWhen(
          new Another(cpu),
          () -> {
            choosing[0] = state.choosing(cpu);
            if (choosing[0]) {
              events.emit(new FolioEvent.FramePassedOver(cpu, candidate(cpu)));
            }
          });
    }
  }

  /** The candidate whose turn it is; others may have taken some meanwhile. */
  private int candidate(int cpu) {
    List<Integer> candidates = state.candidates(cpu);
    return candidates.get(Math.min(state.passedOver(cpu), candidates.size() - 1));
  }

  /** Until another candidate is left, or the choice was made. */
  private final class Another implements Wait {

    private final int cpu;

    Another(int cpu) {
      this.cpu = cpu;
    }

    @Override
    public boolean ready() {
      return !state.choosing(cpu) || state.passedOver(cpu) + 1 < state.candidates(cpu).size();
    }

    @Override
    public String what() {
      return "choice of a frame";
    }
  }

  /** Until nobody chooses for the CPU any more. */
  private final class Over implements Wait {

    private final int cpu;

    Over(int cpu) {
      this.cpu = cpu;
    }

    @Override
    public boolean ready() {
      return !machine.isLive(TaskIds.frameChoice(cpu));
    }

    @Override
    public String what() {
      return "end of the choice of a frame";
    }
  }
}
