package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.folio.PageFlag;

/** Folios and what hangs on them, a few lines each. */
final class FolioLines {

  private static final int FLAGS = PageFlag.values().length;
  private static final int BUFFER_FLAGS = BufferFlag.values().length;
  private static final int SECTORS = 8;

  private final StateTable state;
  private final IntFunction<String> taskName;
  private final SortedMap<Long, String> fileNames;

  FolioLines(StateTable state, IntFunction<String> taskName) {
    this.state = state;
    this.taskName = taskName;
    this.fileNames = state.take("inode.name");
  }

  /** A file's name, or its inode number if it has none. */
  String file(long inode) {
    return fileNames.getOrDefault(inode, "inode " + inode);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (long folio : folios()) {
      long inode = state.number("folio.mapping", folio);
      long index = state.number("folio.index", folio);
      lines.add(
          "page "
              + folio
              + ": "
              + (inode == 0 ? "no mapping" : file(inode) + " index " + index)
              + ", refcount "
              + state.number("folio.refcount", folio)
              + ", mapcount "
              + state.number("folio.mapcount", folio)
              + held(folio));
      lines.add("  flags: " + flags(folio));
      lines.add("  bytes: " + Sectors.runs(slice("folio.data", folio, SECTORS)));
      addBuffers(lines, folio);
    }
    return lines;
  }

  private SortedSet<Long> folios() {
    SortedSet<Long> folios = new TreeSet<>(state.take("folio.refcount").keySet());
    state.take("folio.flags").keySet().forEach(slot -> folios.add(slot / FLAGS));
    folios.addAll(state.take("folio.mapping").keySet());
    folios.addAll(state.take("folio.mapcount").keySet());
    return folios;
  }

  private String held(long folio) {
    long pins = state.number("gup.pins", folio);
    long references = state.number("gup.references", folio);
    return (pins == 0 ? "" : ", pinned " + pins + "x")
        + (references == 0 ? "" : ", held by get_user_pages " + references + "x");
  }

  private String flags(long folio) {
    List<String> flags = new ArrayList<>();
    for (PageFlag flag : PageFlag.values()) {
      if (state.number("folio.flags", folio * FLAGS + flag.ordinal()) != 0) {
        long owner = state.number("folio.lock-owner", folio);
        boolean locked = flag == PageFlag.LOCKED && owner > 0;
        String by = locked ? " (by " + taskName.apply((int) owner - 1) + ")" : "";
        flags.add(flag.label().substring("PG_".length()) + by);
      }
    }
    return flags.isEmpty() ? "none" : String.join(" ", flags);
  }

  private void addBuffers(List<String> lines, long folio) {
    long count = state.number("buffers.count", folio);
    for (long buffer = 0; buffer < count; buffer++) {
      long slot = folio * SECTORS + buffer;
      StringBuilder flags = new StringBuilder();
      for (BufferFlag flag : BufferFlag.values()) {
        if (state.number("buffers.flags", slot * BUFFER_FLAGS + flag.ordinal()) != 0) {
          flags.append(' ').append(flag.name().toLowerCase(Locale.ROOT));
        }
      }
      lines.add(
          "  buffer " + buffer + ": block " + state.number("buffers.block", slot) + "," + flags);
    }
  }

  private SortedMap<Long, String> slice(String container, long folio, int slots) {
    SortedMap<Long, String> sectors = new TreeMap<>();
    state
        .take(container)
        .subMap(folio * slots, (folio + 1) * slots)
        .forEach((slot, value) -> sectors.put(slot - folio * slots, value));
    return sectors;
  }
}
