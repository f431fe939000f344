package org.folioscope.simulation.lab;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.lab.Program.Op;

/** Random programs: the same for the same seed. */
public final class Programs {

  private static final int CELLS = 3;

  /** How many kinds of operations there are on cells alone; they come first. */
  private static final int ON_CELLS = 4;

  /** With mutexes: these touch the same whatever came before. */
  private static final int FIXED = 5;

  private static final int WITH_TRYLOCK = 6;
  private static final int ALL = 19;

  private long state;

  private Programs(long seed) {
    state = seed;
  }

  /** Up to four tasks with up to five operations of every kind. */
  public static Program random(long seed) {
    return new Programs(seed).program(4, 5, ALL);
  }

  /** Two or three tasks with up to three operations: few enough to try every schedule. */
  public static Program small(long seed) {
    return new Programs(seed).program(3, 3, WITH_TRYLOCK);
  }

  /** Two to four tasks with the fewer operations of every kind the more tasks there are. */
  public static Program varied(long seed) {
    return new Programs(seed).balanced(ALL);
  }

  /** Like {@link #varied}, of operations that touch the same whatever came before. */
  public static Program fixed(long seed) {
    return new Programs(seed).balanced(FIXED);
  }

  private Program program(int maxTasks, int maxOps, int kinds) {
    return tasks(2 + below(maxTasks - 1), maxOps, kinds);
  }

  private Program balanced(int kinds) {
    int count = 2 + below(3);
    return tasks(count, count == 2 ? 3 : 2, kinds);
  }

  private Program tasks(int count, int maxOps, int kinds) {
    List<List<Op>> tasks = new ArrayList<>();
    for (int task = count; task > 0; task--) {
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
      case 4 -> new Op.Locked(below(2), op(FIXED));
      case 5 -> new Op.Try(below(2), op(ON_CELLS));
      case 6 -> new Op.Reading(op(FIXED));
      case 7 -> new Op.Writing(op(FIXED));
      case 8 -> new Op.Sleep(below(50));
      case 9 -> new Op.Interrupt(op(ON_CELLS));
      case 10 -> new Op.Interrupt(new Op.Spinning(below(2) == 0, op(ON_CELLS)));
      case 11 -> new Op.Device(op(WITH_TRYLOCK));
      case 12 -> new Op.Spinning(below(2) == 0, op(ON_CELLS));
      case 13 -> new Op.TryReading(op(ON_CELLS));
      case 14 -> new Op.Await(below(CELLS), below(3));
      case 15 -> new Op.AwaitEqual(below(CELLS), below(CELLS));
      case 16 -> new Op.AwaitBoth(below(CELLS), below(CELLS), below(3));
      case 17 -> new Op.AwaitEither(below(CELLS), below(CELLS), below(3));
      default -> new Op.BugIf(below(CELLS), below(3));
    };
  }

  private int below(int bound) {
    state += 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(StableHash.mix(state), bound);
  }
}
