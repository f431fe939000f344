package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.oracle.FailedPages.Place;
import org.jspecify.annotations.Nullable;

/**
 * Pages that the device reads for a file while they are another's by now: what goes to the blocks
 * of the one must have been written to it at some time.
 *
 * <p>What the order of events means needs no saying: whether the device comes before or after the
 * bytes of the next owner, it and the store conflict.
 */
final class ReusedPages {

  private static final int PAGE = 4096;
  private static final int SECTOR = Content.SECTOR;

  private final SortedMap<Long, List<Segment>> bios = new TreeMap<>();

  /** Where a page is now; null if in no file. */
  private final IntFunction<@Nullable Place> places;

  /** Bytes of a page on their way to the device, and the file that the page was in. */
  private record Segment(int folio, long start, long end, Place place, long position) {}

  ReusedPages(IntFunction<@Nullable Place> places) {
    this.places = places;
  }

  /**
   * The device is given a write, takes bytes of it, or is done.
   *
   * @param known what was done to a file, by its number
   */
  void device(BlockEvent event, IntFunction<List<Change>> known, Consumer<Finding> alarm) {
    switch (event) {
      case BlockEvent.BioSubmitted e when e.op() == BioOp.WRITE -> bios.put(e.bio(), segments(e));
      case BlockEvent.SectorsWritten e -> written(e, known, alarm);
      case BlockEvent.BioCompleted e -> bios.remove(e.bio());
      default -> {
        // moves no bytes
      }
    }
  }

  /** Nothing is on its way any more. */
  void powerLost() {
    bios.clear();
  }

  private List<Segment> segments(BlockEvent.BioSubmitted bio) {
    List<Segment> segments = new ArrayList<>();
    long start = bio.sector() * SECTOR;
    for (BlockEvent.SegmentSubmitted segment : bio.segments()) {
      int folio = (int) segment.buffer();
      long end = start + segment.length();
      Place place = places.apply(folio);
      if (place != null) {
        segments.add(
            new Segment(folio, start, end, place, place.index() * PAGE + segment.offset()));
      }
      start = end;
    }
    return segments;
  }

  private void written(
      BlockEvent.SectorsWritten event, IntFunction<List<Change>> known, Consumer<Finding> alarm) {
    long first = event.sector() * SECTOR;
    for (Segment segment : bios.getOrDefault(event.bio(), List.of())) {
      long from = Math.max(first, segment.start);
      long end = Math.min(first + event.content().length(), segment.end);
      Place now = places.apply(segment.folio);
      List<Change> changes = known.apply(segment.place.inode());
      if (from < end && now != null && !now.equals(segment.place) && !changes.isEmpty()) {
        Content part = event.content().slice((int) (from - first), (int) (end - from));
        long position = segment.position + from - segment.start;
        judge(part, position, segment.place, now, changes, alarm);
      }
    }
  }

  private static void judge(
      Content bytes,
      long position,
      Place then,
      Place now,
      List<Change> known,
      Consumer<Finding> alarm) {
    for (int i = 0; i < bytes.length(); i++) {
      long at = position + i;
      int value = bytes.byteAt(i);
      boolean right =
          value == 0
              || known.stream().anyMatch(change -> change.covers(at) && change.byteAt(at) == value);
      if (!right) {
        alarm.accept(
            Finding.corrupt(
                "the device writes 0x%02X for byte %d of inode %d, which was never written there: its page is page %d of inode %d by now"
                    .formatted(value, at, then.inode(), now.index(), now.inode()),
                List.of(Spot.ofByte(then.inode(), at))));
        return;
      }
    }
  }
}
