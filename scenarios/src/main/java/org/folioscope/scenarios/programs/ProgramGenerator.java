package org.folioscope.scenarios.programs;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import org.folioscope.scenarios.programs.RandomProgram.InitialFile;

/**
 * Draws programs from seeds. Two files, each open twice and mapped, and memory that is in no file;
 * two tasks that do anything to them. Every change stores a value of its own, so that it can be
 * told whose bytes are there. The program of a seed changes only with this class and {@link
 * CallMenu}.
 */
public final class ProgramGenerator {

  private static final int FEWEST = 3;
  private static final int MORE = 4;

  private ProgramGenerator() {}

  /** The program that the seed names. */
  public static RandomProgram of(long seed) {
    Draws draws = new Draws(seed);
    Vector<InitialFile> files = files(draws);
    LinkedHashMap<String, String> options = options(draws);
    boolean full = options.containsKey("device-size");
    CallMenu menu = new CallMenu(draws, draws.onceIn(5));
    Vector<String> setup = setup(draws, menu, full);
    Vector<Vector<String>> tasks =
        Vector.of(0, 1).map(task -> menu.task(task, FEWEST + draws.below(MORE)));
    Vector<String> finallyCalls =
        draws.onceIn(2) ? Vector.of("fsync(a)", "fsync(b)") : Vector.empty();
    return new RandomProgram(seed, options, files, setup, tasks, finallyCalls);
  }

  private static Vector<InitialFile> files(Draws draws) {
    Vector<Long> sizes = Vector.of(4096L, 5000L, 8192L, 8192L, 12288L);
    return Vector.of("file-a", "file-b")
        .zipWithIndex()
        .map(file ->
            new InitialFile(
                file._1, draws.oneOf(sizes), draws.onceIn(6), CallMenu.INITIAL + file._2));
  }

  private static LinkedHashMap<String, String> options(Draws draws) {
    LinkedHashMap<String, String> options = LinkedHashMap.empty();
    if (draws.onceIn(3)) {
      options = options.put("debug-vm", "on");
    }
    if (draws.onceIn(6)) {
      options = options.put("waitqueues", "1");
    }
    if (draws.onceIn(8)) {
      options = options.put("lock-waits", "queued");
    }
    if (draws.onceIn(8)) {
      options = options.put("interrupts", "idle");
    }
    if (draws.onceIn(12)) {
      options = options.put("device-size", "512K");
    }
    return options;
  }

  private static Vector<String> setup(Draws draws, CallMenu menu, boolean full) {
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
            "store(x, " + menu.content() + ", 8K)");
    for (int warm = draws.below(3); warm > 0; warm--) {
      calls = calls.append(menu.harmless());
    }
    return full
        ? calls.append("hog = open(\"hog\", O_RDWR|O_CREAT)").append("fill_device(hog)")
        : calls;
  }
}
