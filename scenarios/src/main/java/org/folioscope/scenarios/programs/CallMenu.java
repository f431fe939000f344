package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The calls that random programs are made of, with their arguments. */
final class CallMenu {

  /** What files hold from the beginning; no later change stores such a byte. */
  static final int INITIAL = 0xF0;

  private static final int MOST_VALUES = 0xEF;

  private static final String[] OFFSETS = {"0", "0", "0", "4K", "4K", "100", "512", "5000", "8K"};
  private static final String[] LENGTHS = {"4K", "4K", "4K", "8K", "1", "512", "600"};
  private static final String[] SECTORS = {"0", "0", "4K", "4K", "512", "8K"};
  private static final String[] SECTOR_LENGTHS = {"4K", "4K", "4K", "8K", "512"};
  private static final String[] IN_MEMORY = {"", "", " + 4K", " + 100", " + 512"};
  private static final String[] WITHIN_A_PAGE = {"1", "100", "512", "3K"};

  private final Draws draws;
  private final Vector<IntFunction<Vector<String>>> menu;
  private int values;
  private int variables;

  /**
   * @param failing whether the device fails now and then
   */
  CallMenu(Draws draws, boolean failing) {
    this.draws = draws;
    Vector<IntFunction<Vector<String>>> calls =
        Vector.<IntFunction<Vector<String>>>of(
                _ -> one("pwrite(%s, %s, %s, %s)", file(), content(), length(), offset()),
                _ -> directly(),
                _ -> directly(),
                _ -> one("pwrite(d%s, %s, 4K, %s)", file(), page(), draws.oneOf("0", "4K")),
                _ -> one("pread(%s, %s, %s, %s)", file(), page(), length(), offset()),
                _ -> one("pread(d%s, %s, 4K, %s)", file(), page(), draws.oneOf("0", "4K")),
                _ -> one("pread(d%s, %s, 4K, 0)", file(), page()),
                _ -> asynchronously(),
                _ -> store(),
                _ -> store(),
                _ -> one("load(m%s%s)", file(), draws.oneOf(IN_MEMORY)),
                _ -> one("process_vm_writev(main, %s, %s, 4K)", page(), page()),
                _ -> one("process_vm_writev(main, x, m%s, 600)", file()),
                _ -> registered("rdma_register", "rdma_write(%s, 0, %s, 4K)", "rdma_deregister"),
                _ -> registered("capture_queue", "capture_frame(%s, %s, 4K)", "capture_release"),
                CallMenu.this::sent)
            .appendAll(kernel());
    this.menu = failing ? calls.appendAll(failures()) : calls;
  }

  private Vector<IntFunction<Vector<String>>> kernel() {
    return Vector.of(
        _ -> one("reclaim()"),
        _ -> one("reclaim()"),
        _ -> one(draws.oneOf("reclaim(aging)", "madvise(m" + file() + ", 4K, MADV_PAGEOUT)")),
        _ -> one("writeback(\"file-%s\")", file()),
        _ -> one("writeback(\"file-%s\")", file()),
        _ -> one("drop_caches(\"file-%s\")", file()),
        _ -> one("%s(%s)", draws.oneOf("fsync", "fdatasync", "fsync", "syncfs"), file()),
        _ -> one("msync(m%s, 8K, MS_SYNC)", file()),
        _ -> one("truncate(\"file-%s\", %s)", file(), draws.oneOf("0", "100", "4K", "5000", "9K")),
        _ -> one("fallocate(%s, %s, %s, %s)", file(), mode(), offset(), length()));
  }

  private Vector<IntFunction<Vector<String>>> failures() {
    String times = "times=" + (1 + draws.below(2));
    return Vector.of(
        _ ->
            one(
                "fail_io(%s, %s, %s)",
                draws.oneOf("write", "write", "read", "flush"),
                draws.oneOf("IOERR", "NOSPC"),
                times),
        _ -> one("heal_io()"));
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

  /** A byte over and over that nobody else writes, as far as there are enough. */
  String content() {
    values = values % MOST_VALUES + 1;
    return "fill(0x%02X)".formatted(values);
  }

  private static Vector<String> one(String call, Object... arguments) {
    return Vector.of(call.formatted(arguments));
  }

  private Vector<String> store() {
    String file = file();
    return draws.onceIn(2)
        ? one("store(m%s%s, %s, 4K)", file, draws.oneOf("", " + 4K"), content())
        : one(
            "store(m%s%s, %s, %s)",
            file, draws.oneOf(IN_MEMORY), content(), draws.oneOf(WITHIN_A_PAGE));
  }

  /** A direct write of new bytes: they have to be in memory for a device to read them. */
  private Vector<String> directly() {
    return Vector.of(
        "store(x, %s, 8K)".formatted(content()),
        "pwrite(d%s, x, %s, %s)".formatted(file(), sectors(), sector()));
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

  private Vector<String> sent(int task) {
    return one("sendfile(out%d, %s, %s, 4K)", task, draws.oneOf("a", "b"), draws.oneOf("0", "4K"));
  }

  private String mode() {
    return draws.oneOf(
        "FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE",
        "FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE",
        "FALLOC_FL_ZERO_RANGE",
        "FALLOC_FL_KEEP_SIZE");
  }

  private String file() {
    return draws.oneOf("a", "a", "a", "b");
  }

  /** A page of memory. */
  private String page() {
    return draws.oneOf("ma", "ma", "ma + 4K", "mb", "x");
  }

  private String offset() {
    return draws.oneOf(OFFSETS);
  }

  private String length() {
    return draws.oneOf(LENGTHS);
  }

  private String sector() {
    return draws.oneOf(SECTORS);
  }

  private String sectors() {
    return draws.oneOf(SECTOR_LENGTHS);
  }
}
