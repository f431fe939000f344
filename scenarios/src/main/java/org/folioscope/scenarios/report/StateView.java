package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.folioscope.scenarios.calls.OpenFlags;

/**
 * All state at one moment, in groups: pages, page tables, lists, locks, tasks, the disk, files,
 * time. What it does not know, for example the state of a plug-in, stands as it is under the name
 * of its container.
 */
public final class StateView {

  private static final int INDEX_BITS = 32;
  private static final int PAGE_BITS = 36;
  private static final int LOCK_SLOTS = 64;
  private static final int DESCRIPTORS = 256;

  private final StateTable state;
  private final IntFunction<String> taskName;
  private final FolioLines folios;
  private final StringBuilder text = new StringBuilder();

  private StateView(SortedMap<String, String> values, IntFunction<String> taskName) {
    this.state = new StateTable(values);
    TaskNames names = new TaskNames(taskName);
    this.taskName = names::of;
    this.folios = new FolioLines(state, this.taskName);
  }

  /**
   * The state in words.
   *
   * @param values every value by path, as a state space gives them
   * @param taskName names tasks
   */
  public static String of(SortedMap<String, String> values, IntFunction<String> taskName) {
    return new StateView(values, taskName).write();
  }

  private String write() {
    text.append("time ").append(state.number("time.now", 0)).append(" ns\n");
    section("pages", folios.lines());
    section("page cache", cache());
    section("page tables", pageTables());
    section("lists", lists());
    section("locks", locks());
    section("tasks", tasks());
    section("files", files());
    section("disk", disk());
    List<String> elsewhere = new ArrayList<>();
    for (String container : state.rest()) {
      elsewhere.add(container);
      Sectors.lines(state.take(container))
          .forEach(
              line -> elsewhere.add("  " + (line.startsWith("-1 ") ? line.substring(3) : line)));
    }
    section("other state, by container", elsewhere);
    return text.toString();
  }

  private void section(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(title).append("\n");
      lines.forEach(line -> text.append("  ").append(Wrap.ascii(line)).append("\n"));
    }
  }

  private List<String> cache() {
    List<String> lines = new ArrayList<>();
    state
        .take("cache.pages")
        .forEach((key, page) -> {
          StringBuilder marks = new StringBuilder();
          for (String mark : List.of("dirty", "writeback", "towrite")) {
            marks.append(state.take("cache." + mark).containsKey(key) ? " " + mark : "");
          }
          String tagged = marks.isEmpty() ? "" : ", marked" + marks;
          lines.add(at(key, INDEX_BITS) + ": page " + page + tagged);
        });
    return lines;
  }

  private String at(long key, int bits) {
    return folios.file(key >>> bits) + " index " + (key & ((1L << bits) - 1));
  }

  private List<String> pageTables() {
    List<String> lines = new ArrayList<>();
    long mask = (1L << PAGE_BITS) - 1;
    state
        .take("mm.areas")
        .forEach((key, area) -> lines.add("mm " + (key >>> PAGE_BITS) + ": " + area));
    state
        .take("mm.ptes")
        .forEach((key, entry) ->
            lines.add(
                String.format("mm %d 0x%x: %s", key >>> PAGE_BITS, (key & mask) * 4096, entry)));
    return lines;
  }

  private List<String> lists() {
    List<String> lines = new ArrayList<>();
    for (String prefix : List.of("lru.", "cpu.free.", "work.queue")) {
      for (String container : state.named(prefix)) {
        state.take(container).values().forEach(items -> lines.add(container + " " + items));
      }
    }
    return lines;
  }

  private List<String> locks() {
    List<String> lines = new ArrayList<>();
    for (String container : state.named("lock.")) {
      SortedMap<Long, String> values = state.take(container);
      String name = container.substring("lock.".length(), container.lastIndexOf('.'));
      switch (container.substring(container.lastIndexOf('.') + 1)) {
        case "owner" ->
            values.forEach((instance, owner) ->
                lines.add(name + " " + instance + ": held by " + task(Long.parseLong(owner) - 1)));
        case "held-for-read" ->
            values.forEach((slot, _) ->
                lines.add(
                    name
                        + (" " + slot / LOCK_SLOTS + ": held for read by ")
                        + task(slot % LOCK_SLOTS)));
        case "readers" -> {}
        default ->
            values.forEach((slot, value) ->
                lines.add(container.substring("lock.".length()) + " " + slot + ": " + value));
      }
    }
    return lines;
  }

  private String task(long id) {
    return taskName.apply((int) id);
  }

  private List<String> tasks() {
    List<String> lines = new ArrayList<>();
    state
        .take("task.life")
        .forEach((task, life) -> {
          if (life.equals("1")) {
            lines.add(task(task) + ": alive");
          } else if (life.equals("3")) {
            lines.add(task(task) + ": died");
          }
        });
    state
        .take("cpu.interrupt")
        .forEach((cpu, task) -> lines.add("CPU" + cpu + ": in interrupt " + task));
    state
        .take("cpu.interrupts-off")
        .forEach((cpu, depth) -> lines.add("CPU" + cpu + ": interrupts off, depth " + depth));
    return lines;
  }

  private List<String> files() {
    List<String> lines = new ArrayList<>();
    state
        .take("inode.name")
        .forEach((inode, name) -> {
          String dirty = state.number("inode.dirty", inode) == 0 ? "" : ", inode dirty";
          String pages = state.number("inode.dirty-pages", inode) == 0 ? "" : ", has dirty pages";
          lines.add(
              name
                  + ": inode "
                  + inode
                  + ", "
                  + state.number("inode.size", inode)
                  + " bytes"
                  + dirty
                  + pages);
        });
    state
        .take("fd.inode")
        .forEach((slot, inode) ->
            lines.add(
                "fd "
                    + slot % DESCRIPTORS
                    + (slot < DESCRIPTORS ? "" : " of process " + slot / DESCRIPTORS)
                    + ": "
                    + folios.file(Long.parseLong(inode))
                    + " at "
                    + state.number("fd.position", slot)
                    + OpenFlags.text(state.number("fd.flags", slot))));
    return lines;
  }

  private List<String> disk() {
    List<String> lines = new ArrayList<>();
    state.take("disk.in-flight").keySet().forEach(bio -> lines.add("in flight: bio " + bio));
    SortedMap<Long, String> cached = new TreeMap<>(state.take("disk.cache"));
    Sectors.lines(cached).forEach(line -> lines.add("write cache, sector " + line));
    Sectors.lines(state.take("disk.media")).forEach(line -> lines.add("media, sector " + line));
    return lines;
  }
}
