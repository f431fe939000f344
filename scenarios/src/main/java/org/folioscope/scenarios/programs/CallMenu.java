package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The calls that random programs are made of, with their arguments. */
final class CallMenu {

  private final Draws draws;
  private final Words words;
  private final Vector<IntFunction<Vector<String>>> menu;
  private int variables;

  /**
   * @param failing whether the device fails now and then
   */
  CallMenu(Draws draws, Words words, boolean failing) {
    this.draws = draws;
    this.words = words;
    KernelMenu kernel = new KernelMenu(draws, words);
    this.menu =
        data()
            .appendAll(devices())
            .appendAll(
                kernel
                    .reclaim()
                    .appendAll(kernel.writeback())
                    .appendAll(kernel.reshaping())
                    .appendAll(failing ? kernel.failures() : Vector.empty())
                    .map(call -> _ -> Vector.of(call.get())));
  }

  private Vector<IntFunction<Vector<String>>> data() {
    return Vector.of(
        _ -> one("pwrite(%s, %s, %s, %s)", file(), content(), words.length(), words.offset()),
        _ -> one("write(append, %s, %s)", content(), words.length()),
        _ -> directly(),
        _ -> directly(),
        _ -> one("pwrite(d%s, %s, 4K, %s)", file(), page(), draws.oneOf("0", "4K")),
        _ -> one("pread(%s, %s, %s, %s)", file(), page(), words.length(), words.offset()),
        _ -> one("pread(d%s, %s, 4K, %s)", file(), page(), draws.oneOf("0", "4K")),
        _ -> one("pread(d%s, %s, 4K, 0)", file(), page()),
        _ -> asynchronously(),
        _ -> store(),
        _ -> store(),
        _ -> one("load(m%s%s)", file(), words.inMemory()),
        task -> one("sendfile(out%d, %s, %s, 4K)", task, file(), draws.oneOf("0", "4K")));
  }

  private Vector<IntFunction<Vector<String>>> devices() {
    return Vector.of(
        _ -> one("process_vm_writev(main, %s, %s, 4K)", page(), page()),
        _ -> one("process_vm_writev(main, x, m%s, 600)", file()),
        _ -> registered("rdma_register", "rdma_write(%s, 0, %s, 4K)", "rdma_deregister"),
        _ -> registered("capture_queue", "capture_frame(%s, %s, 4K)", "capture_release"));
  }

  /** The calls of a task: so many things, some of which are several calls. */
  Vector<String> task(int task, int things) {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < things; i++) {
      insert(calls, draws.oneOf(menu).apply(task));
    }
    return Vector.ofAll(calls);
  }

  /** Puts calls between others, in their order. */
  private void insert(List<String> calls, Vector<String> more) {
    int at = calls.size();
    if (more.size() > 1) {
      at = draws.below(calls.size() + 1);
    }
    for (String call : more) {
      calls.add(at, call);
      at = at + 1 + draws.below(calls.size() - at);
    }
  }

  /** Something that cannot fail and leaves the page cache in another state. */
  String harmless() {
    return switch (draws.below(5)) {
      case 0 -> "store(m" + file() + ", " + content() + ", 4K)";
      case 1 -> "load(m" + file() + ")";
      case 2 -> "pwrite(" + file() + ", " + content() + ", 4K, 0)";
      case 3 -> "fsync(" + file() + ")";
      default -> "drop_caches(\"file-" + file() + "\")";
    };
  }

  /** What a child does to memory that it had from its parent. */
  Vector<String> child() {
    return Vector.of(
        draws.oneOf(
            "store(x, " + content() + ", 512)", "load(x)", "store(ma, " + content() + ", 1)"),
        draws.oneOf("exit()", "store(x + 4K, " + content() + ", 1)", "load(x + 4K)"));
  }

  private static Vector<String> one(String call, Object... arguments) {
    return Vector.of(call.formatted(arguments));
  }

  private Vector<String> store() {
    String memory = draws.onceIn(5) ? "x" : "m" + file();
    return draws.onceIn(2)
        ? one("store(%s%s, %s, 4K)", memory, draws.oneOf("", " + 4K"), content())
        : one("store(%s%s, %s, %s)", memory, words.inMemory(), content(), words.lengthWithinPage());
  }

  /** A direct write of new bytes: they have to be in memory for a device to read them. */
  private Vector<String> directly() {
    return Vector.of(
        "store(x, %s, 8K)".formatted(content()),
        "pwrite(d%s, x, %s, %s)".formatted(file(), words.sectors(), words.sector()));
  }

  private Vector<String> asynchronously() {
    return Vector.of("aio_read(d%s, %s, 4K, 0)".formatted(file(), page()), "aio_wait()");
  }

  /** Memory in the hands of a device, which may use it once or twice, and may never end. */
  private Vector<String> registered(String register, String use, String end) {
    String variable = "r" + variables++;
    Vector<String> calls =
        Vector.of(variable + " = " + register + "(" + page() + ", 4K)")
            .append(use.formatted(variable, content()));
    if (draws.onceIn(3)) {
      calls = calls.append(use.formatted(variable, content()));
    }
    return draws.onceIn(4) ? calls : calls.append(end + "(" + variable + ")");
  }

  private String content() {
    return words.content();
  }

  private String file() {
    return words.file();
  }

  private String page() {
    return words.page();
  }
}
