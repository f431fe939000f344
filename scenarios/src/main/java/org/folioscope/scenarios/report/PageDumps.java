package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.InodeEvent;

/**
 * What the kernel shows of a page it complains about (dump_page), folded from the events of pages.
 * An inode's number stands for the address of its mapping; the raw words are left out.
 */
final class PageDumps {

  private static final String PREFIX = "PG_";

  private final SortedMap<Integer, Page> pages = new TreeMap<>();
  private final SortedMap<Integer, Integer> heads = new TreeMap<>();
  private final SortedMap<Integer, String> files = new TreeMap<>();

  private static final class Page {
    private final Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
    private int references;
    private int pins;
    private int mappings;
    private int inode;
    private long index;
    private int tails;
  }

  /** Follows what happens to pages. */
  void learn(Event event) {
    switch (event) {
      case InodeEvent.InodeLoaded e -> files.put(e.inode(), e.name());
      case InodeEvent.InodeMade e -> files.put(e.inode(), e.name());
      case FolioEvent.FolioAllocated e -> allocate(e.folio());
      case FolioEvent.HugePageAllocated e -> {
        allocate(e.folio());
        page(e.folio()).tails = e.tails().size();
        e.tails().forEach(tail -> heads.put(tail, e.folio()));
      }
      case FolioEvent.FolioFreed e -> {
        page(e.folio()).flags.clear();
        page(e.folio()).index = 0;
      }
      case FolioEvent.MappingSet e -> {
        page(e.folio()).inode = e.inode();
        page(e.folio()).index = e.index();
        page(e.folio()).references++;
      }
      case FolioEvent.MappingCleared e -> page(e.folio()).inode = 0;
      case FolioEvent e -> {
        flag(e);
        count(e);
      }
      default -> {
        // of something else
      }
    }
  }

  /**
   * The lines of a dump.
   *
   * @param pfn the page
   * @param reason why it is dumped
   */
  List<String> dump(int pfn, String reason) {
    int head = heads.getOrDefault(pfn, pfn);
    Page page = page(head);
    List<String> lines = new ArrayList<>();
    lines.add(counts(pfn));
    if (page.tails > 0) {
      lines.add(
          "head: order:%d mapcount:%d pincount:%d"
              .formatted(
                  Integer.SIZE - Integer.numberOfLeadingZeros(page.tails),
                  page.mappings,
                  page.pins));
    }
    if (page.inode != 0) {
      lines.add("ino:%x dentry name:\"%s\"".formatted(page.inode, files.get(page.inode)));
    }
    lines.add("flags: (" + flags(page) + ")");
    lines.add("page dumped because: " + reason);
    return lines;
  }

  private String counts(int pfn) {
    Page page = page(pfn);
    String mapping = page.inode == 0 ? "0000000000000000" : "#" + page.inode;
    return "page: refcount:%d mapcount:%d mapping:%s index:0x%x pfn:0x%x"
        .formatted(page.references, page.mappings, mapping, page.index, pfn);
  }

  private static String flags(Page page) {
    List<String> flags = new ArrayList<>();
    page.flags.forEach(flag -> flags.add(flag.label().substring(PREFIX.length())));
    if (page.tails > 0) {
      flags.add("head");
    }
    return String.join("|", flags);
  }

  private Page page(int folio) {
    return pages.computeIfAbsent(folio, _ -> new Page());
  }

  private void allocate(int folio) {
    Page page = page(folio);
    page.references = 1;
    page.pins = 0;
    heads.remove(folio);
  }

  private void flag(FolioEvent event) {
    switch (event) {
      case FolioEvent.FolioLocked e -> page(e.folio()).flags.add(PageFlag.LOCKED);
      case FolioEvent.FolioUnlocked e -> page(e.folio()).flags.remove(PageFlag.LOCKED);
      case FolioEvent.FlagSet e -> page(e.folio()).flags.add(e.flag());
      case FolioEvent.FlagCleared e -> page(e.folio()).flags.remove(e.flag());
      case FolioEvent.PrivateAttached e -> page(e.folio()).flags.add(PageFlag.PRIVATE);
      case FolioEvent.PrivateDetached e -> page(e.folio()).flags.remove(PageFlag.PRIVATE);
      default -> {
        // no flag
      }
    }
  }

  private void count(FolioEvent event) {
    switch (event) {
      case FolioEvent.ReferencesTaken e -> references(e.folio(), e.count());
      case FolioEvent.ReferencesDropped e -> references(e.folio(), -e.count());
      case FolioEvent.ReferencesFrozen e -> page(e.folio()).references = 0;
      case FolioEvent.ReferencesUnfrozen e -> page(e.folio()).references = e.count();
      case FolioEvent.FolioLeaked e -> page(e.folio()).references = 0;
      case FolioEvent.PrivateAttached e -> page(e.folio()).references++;
      case FolioEvent.PrivateDetached e -> page(e.folio()).references--;
      case FolioEvent.PageMapped e -> map(e.folio(), 1);
      case FolioEvent.PageUnmapped e -> map(e.folio(), -1);
      default -> {
        // no count
      }
    }
  }

  private void references(int folio, int change) {
    page(folio).references += change;
    page(folio).pins += change / Folio.PIN_BIAS;
  }

  private void map(int folio, int change) {
    page(folio).mappings += change;
    page(folio).references += change;
  }
}
