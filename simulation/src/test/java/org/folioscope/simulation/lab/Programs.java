package org.folioscope.simulation.lab;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.lab.Program.Op;

/** Random programs: the same for the same seed. */
public final class Programs {

  private static final int CELLS = 3;

  private long state;

  private Programs(long seed) {
    state = seed;
  }

  /** Up to four tasks with up to five operations of every kind. */
  public static Program random(long seed) {
    return new Programs(seed).program(4, 5, 10);
  }

  /** Two or three tasks with up to three operations: few enough to try every schedule. */
  public static Program small(long seed) {
    return new Programs(seed).program(3, 3, 6);
  }

  private Program program(int maxTasks, int maxOps, int kinds) {
    List<List<Op>> tasks = new ArrayList<>();
    for (int task = 2 + below(maxTasks - 1); task > 0; task--) {
      List<Op> ops = new ArrayList<>();
      for (int op = 1 + below(maxOps); op > 0; op--) {
        ops.add(op(kinds));
      }
      tasks.add(List.copyOf(ops));
    }
    return new Program(List.copyOf(tasks));
  }

  private Op op(int kinds) {
    return switch (below(kinds)) {
      case 0 -> new Op.Put(below(CELLS), below(5));
      case 1 -> new Op.Add(below(CELLS), 1 + below(3));
      case 2 -> new Op.Copy(below(CELLS), below(CELLS));
      case 3 -> new Op.Twice(below(CELLS));
      case 4 -> new Op.Locked(below(2), op(5));
      case 5 -> new Op.Try(below(2), op(4));
      case 6 -> new Op.Reading(op(5));
      case 7 -> new Op.Writing(op(5));
      case 8 -> new Op.Sleep(below(50));
      default -> new Op.Interrupt(op(4));
    };
  }

  private int below(int bound) {
    state += 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(StableHash.mix(state), bound);
  }
}
