package org.folioscope.block;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.StateSpace;

/**
 * The bytes on the device, durable and cached, the bios in flight, and how many bios each CPU has
 * submitted.
 */
final class DiskState implements StateOwner<BlockEvent> {

  private static final EventFamily<BlockEvent> FAMILY =
      EventFamily.of("block", 1, BlockEvent.class);
  private static final Content ZEROES = Content.fill(0, Content.SECTOR);

  /** A sector in the volatile cache, and the bio that brought it. */
  private record Cached(Content content, long bio) {}

  private final LongMap<Content> media;
  private final LongMap<Cached> cache;
  private final LongMap<Boolean> inFlight;
  private final LongArray submitted;

  DiskState(StateSpace space) {
    media = space.map("disk.media");
    cache = space.map("disk.cache");
    inFlight = space.map("disk.in-flight");
    submitted = space.longs("disk.submitted");
  }

  @Override
  public EventFamily<BlockEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(BlockEvent event) {
    switch (event) {
      case BlockEvent.BioSubmitted e -> {
        inFlight.put(e.bio(), true);
        submitted.add(e.cpu(), 1);
      }
      case BlockEvent.SectorsWritten e -> store(e.bio(), e.sector(), e.content());
      case BlockEvent.CacheFlushed e -> flush();
      case BlockEvent.BioCompleted e -> inFlight.put(e.bio(), null);
    }
  }

  long submitted(int cpu) {
    return submitted.get(cpu);
  }

  /** What a read sees: the cache first, then the media. */
  Content load(long sector, int length) {
    List<Content> parts = new ArrayList<>(length / Content.SECTOR);
    for (int at = 0; at < length; at += Content.SECTOR) {
      long number = sector + at / Content.SECTOR;
      Cached cached = cache.get(number);
      Content durable = cached == null ? media.get(number) : cached.content();
      parts.add(durable == null ? ZEROES : durable);
    }
    return Content.concat(parts);
  }

  private void store(long bio, long sector, Content content) {
    for (int at = 0; at < content.length(); at += Content.SECTOR) {
      cache.put(sector + at / Content.SECTOR, new Cached(content.slice(at, Content.SECTOR), bio));
    }
  }

  private void flush() {
    for (long sector : cache.keys()) {
      Cached cached = cache.get(sector);
      if (cached != null && inFlight.get(cached.bio()) == null) {
        media.put(sector, cached.content());
        cache.put(sector, null);
      }
    }
  }
}
