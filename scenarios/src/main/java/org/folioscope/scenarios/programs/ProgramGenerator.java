package org.folioscope.scenarios.programs;

import io.vavr.Tuple3;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import org.folioscope.scenarios.programs.RandomProgram.InitialFile;

/**
 * Draws programs from seeds. Two files, each open twice and mapped, and memory that is in no file;
 * two tasks that do anything to them, and a child at times. Every change stores a value of its own,
 * so that it can be told whose bytes are there. The program of a seed changes only with this class,
 * {@link CallMenu}, {@link KernelMenu} and {@link Words}.
 */
public final class ProgramGenerator {

  private static final int FEWEST = 3;
  private static final int MORE = 4;

  /** Once in how many programs, which option, which value. */
  private static final Vector<Tuple3<Integer, String, String>> OPTIONS =
      Vector.of(
          new Tuple3<>(3, "debug-vm", "on"),
          new Tuple3<>(6, "waitqueues", "1"),
          new Tuple3<>(8, "lock-waits", "queued"),
          new Tuple3<>(8, "interrupts", "idle"),
          new Tuple3<>(12, "device-size", "512K"),
          new Tuple3<>(6, "block-size", "1K"),
          new Tuple3<>(5, "swap", "4"),
          new Tuple3<>(12, "stable-pages", "on"));

  private ProgramGenerator() {}

  /** The program that the seed names. */
  public static RandomProgram of(long seed) {
    Draws draws = new Draws(seed);
    Vector<InitialFile> files = files(draws);
    LinkedHashMap<String, String> options = options(draws);
    Words words = new Words(draws);
    CallMenu menu = new CallMenu(draws, words, draws.onceIn(5));
    Vector<String> setup = setup(draws, menu, words.content(), options.containsKey("device-size"));
    Vector<Vector<String>> tasks = tasks(draws, menu);
    Vector<String> finallyCalls =
        draws.onceIn(2) ? Vector.of("fsync(a)", "fsync(b)") : Vector.empty();
    return new RandomProgram(seed, options, files, setup, tasks, finallyCalls);
  }

  /** Two tasks; now and then one of them forks, and there is a third in the child. */
  private static Vector<Vector<String>> tasks(Draws draws, CallMenu menu) {
    Vector<Vector<String>> tasks =
        Vector.of(0, 1).map(task -> menu.task(task, FEWEST + draws.below(MORE)));
    if (!draws.onceIn(6)) {
      return tasks;
    }
    Vector<String> parent = tasks.get(0);
    return tasks
        .update(0, parent.insert(draws.below(parent.size() + 1), "fork(child)"))
        .append(menu.child());
  }

  private static Vector<InitialFile> files(Draws draws) {
    Vector<Long> sizes = Vector.of(4096L, 5000L, 8192L, 8192L, 12288L);
    return Vector.of("file-a", "file-b")
        .zipWithIndex()
        .map(file ->
            new InitialFile(file._1, draws.oneOf(sizes), draws.onceIn(6), Words.INITIAL + file._2));
  }

  /** Each option seldom, most machines have few. */
  private static LinkedHashMap<String, String> options(Draws draws) {
    LinkedHashMap<String, String> options = LinkedHashMap.empty();
    for (Tuple3<Integer, String, String> option : OPTIONS) {
      if (draws.onceIn(option._1)) {
        options = options.put(option._2, option._3);
      }
    }
    return options;
  }

  private static Vector<String> setup(Draws draws, CallMenu menu, String first, boolean full) {
    Vector<String> calls =
        Vector.of(
            "a = open(\"file-a\", O_RDWR)",
            "da = open(\"file-a\", O_RDWR|O_DIRECT)",
            "b = open(\"file-b\", O_RDWR)",
            "db = open(\"file-b\", O_RDWR|O_DIRECT)",
            "out0 = open(\"file-b\", " + draws.oneOf("O_RDWR", "O_RDWR|O_DIRECT|O_SYNC") + ")",
            "out1 = open(\"file-a\", " + draws.oneOf("O_RDWR", "O_RDWR|O_SYNC") + ")",
            "ma = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, a, 0)",
            "mb = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, b, 0)",
            "x = mmap(8K, PROT_READ|PROT_WRITE, "
                + draws.oneOf("MAP_PRIVATE", "MAP_SHARED")
                + "|MAP_ANONYMOUS)",
            "append = open(\"file-a\", O_WRONLY|O_APPEND)",
            "store(x, " + first + ", 8K)");
    for (int warm = draws.below(3); warm > 0; warm--) {
      calls = calls.append(menu.harmless());
    }
    return full
        ? calls.append("hog = open(\"hog\", O_RDWR|O_CREAT)").append("fill_device(hog)")
        : calls;
  }
}
