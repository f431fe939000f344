package org.folioscope.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.StateSpace;

/**
 * The bytes on the device: those on the medium, and those in the volatile cache before it. Where
 * the power can be cut it is kept with them what a cut may leave.
 */
final class WriteCache {

  private static final Content ZEROES = Content.fill(0, Content.SECTOR);

  private final PowerCuts cuts;
  private final LongMap<Content> media;
  private final LongMap<Cached> cache;
  private final LongMap<Boolean> inFlight;

  /** What had completed and is not durable, where the cache holds bytes of a bio in flight. */
  private final LongMap<Cached> beneath;

  /** What a flush in flight will make durable. */
  private final LongMap<List<Due>> flushing;

  /** The extents of the writes in flight. */
  private final LongMap<Extent> extents;

  /** What the power cut may have left of a unit, by its first sector. */
  private final LongMap<List<Content>> unsettled;

  /** A sector in the volatile cache, and the bio that brought it. */
  record Cached(Content content, long bio) {}

  /** A sector that had completed when a flush was issued. */
  record Due(long sector, Cached cached) {}

  /** Consecutive sectors. */
  record Extent(long sector, long sectors) {}

  WriteCache(StateSpace space, PowerCuts cuts) {
    this.cuts = cuts;
    media = space.map("disk.media");
    cache = space.map("disk.cache");
    inFlight = space.map("disk.in-flight");
    beneath = space.map("disk.cache-beneath");
    flushing = space.map("disk.flushing");
    extents = space.map("disk.extents");
    unsettled = space.map("disk.unsettled");
  }

  /** What a read sees: the cache first, then the medium. */
  Content load(long sector, int length) {
    List<Content> parts = new ArrayList<>(length / Content.SECTOR);
    for (int at = 0; at < length; at += Content.SECTOR) {
      long number = sector + at / Content.SECTOR;
      Cached cached = cache.get(number);
      parts.add(cached == null ? onMedia(number) : cached.content());
    }
    return Content.concat(parts);
  }

  private Content onMedia(long sector) {
    Content durable = media.get(sector);
    return durable == null ? ZEROES : durable;
  }

  void submitted(BlockEvent.BioSubmitted event) {
    inFlight.put(event.bio(), true);
    if (cuts.possible() && event.op() == BioOp.WRITE) {
      long bytes = event.segments().stream().mapToLong(segment -> segment.length()).sum();
      extents.put(event.bio(), new Extent(event.sector(), bytes / Content.SECTOR));
    }
    if (event.op() == BioOp.FLUSH) {
      flushIssued(event.bio());
    }
  }

  /** From here on it is known what the flush of the bio makes durable. */
  void flushIssued(long bio) {
    if (!cuts.possible()) {
      return;
    }
    List<Due> due = new ArrayList<>();
    for (long sector : cache.keys()) {
      Cached cached = Objects.requireNonNull(cache.get(sector));
      Cached done = inFlight.get(cached.bio()) == null ? cached : beneath.get(sector);
      if (done != null) {
        due.add(new Due(sector, done));
      }
    }
    flushing.put(bio, List.copyOf(due));
  }

  /** The sector is on another medium now. */
  void rebuilt(long sector, Content content) {
    media.put(sector, content);
    cache.put(sector, null);
    beneath.put(sector, null);
  }

  void store(long bio, long sector, Content content) {
    Cached before = cuts.possible() ? cache.get(sector) : null;
    if (before != null && inFlight.get(before.bio()) == null) {
      forgetBeneath(sector);
      beneath.put(sector, before);
    }
    cache.put(sector, new Cached(content, bio));
  }

  /** The flush of a bio is done. Without power cuts nobody can tell how far it reached. */
  void flushed(long bio) {
    if (cuts.possible()) {
      Objects.requireNonNullElse(flushing.get(bio), List.<Due>of()).forEach(this::makeDurable);
      flushing.put(bio, null);
      return;
    }
    for (long sector : cache.keys()) {
      Cached cached = cache.get(sector);
      if (cached != null && inFlight.get(cached.bio()) == null) {
        media.put(sector, cached.content());
        cache.put(sector, null);
      }
    }
  }

  /** What is nowhere any more is durable already, or something newer is. */
  private void makeDurable(Due due) {
    if (due.cached().equals(cache.get(due.sector()))) {
      media.put(due.sector(), due.cached().content());
      cache.put(due.sector(), null);
      beneath.put(due.sector(), null);
    } else if (due.cached().equals(beneath.get(due.sector()))) {
      media.put(due.sector(), due.cached().content());
      beneath.put(due.sector(), null);
    }
  }

  /** Newer bytes take the place of older ones; if a flush waits for those, they are written now. */
  private void forgetBeneath(long sector) {
    Cached older = beneath.get(sector);
    if (older == null) {
      return;
    }
    Due due = new Due(sector, older);
    for (long flush : flushing.keys()) {
      if (Objects.requireNonNull(flushing.get(flush)).contains(due)) {
        media.put(sector, older.content());
      }
    }
    beneath.put(sector, null);
  }

  void completed(long bio) {
    inFlight.put(bio, null);
    Extent extent = cuts.possible() ? extents.get(bio) : null;
    if (extent == null) {
      return;
    }
    extents.put(bio, null);
    for (long sector = extent.sector(); sector < extent.sector() + extent.sectors(); sector++) {
      forgetBeneath(sector);
    }
  }

  /** What a bio wrote is durable at once (FUA). */
  void forced(long bio) {
    for (long sector : cache.keys()) {
      Cached cached = cache.get(sector);
      if (cached != null && cached.bio() == bio) {
        media.put(sector, cached.content());
        cache.put(sector, null);
        if (cuts.possible()) {
          beneath.put(sector, null);
        }
      }
    }
  }

  /** The cache is lost. What of it is on the medium is settled when somebody reads it. */
  void powerLost() {
    SortedSet<Long> units = new TreeSet<>();
    cache.keys().forEach(sector -> units.add(sector - sector % cuts.atomicSectors()));
    for (long unit : units) {
      List<Content> versions = versions(unit);
      if (versions.size() > 1) {
        unsettled.put(unit, versions);
      }
    }
    List.of(cache, beneath, flushing, extents, inFlight)
        .forEach(map -> map.keys().forEach(key -> map.put(key, null)));
  }

  /** What a unit can hold after the cut: as it was, as it had completed, as it was on its way. */
  private List<Content> versions(long unit) {
    List<Content> old = new ArrayList<>();
    List<Content> done = new ArrayList<>();
    List<Content> under = new ArrayList<>();
    for (long sector = unit; sector < unit + cuts.atomicSectors(); sector++) {
      Content media = onMedia(sector);
      Cached cached = cache.get(sector);
      boolean flying = cached != null && inFlight.get(cached.bio()) != null;
      Cached completed = flying ? beneath.get(sector) : cached;
      old.add(media);
      done.add(completed == null ? media : completed.content());
      under.add(cached == null ? media : cached.content());
    }
    List<Content> versions = new ArrayList<>();
    addIfNew(Content.concat(old), versions);
    addIfNew(Content.concat(done), versions);
    if (receivedWhole(unit)) {
      addIfNew(Content.concat(under), versions);
    }
    return List.copyOf(versions);
  }

  private static void addIfNew(Content version, List<Content> versions) {
    if (!versions.contains(version)) {
      versions.add(version);
    }
  }

  /** Whether the device has all that the writes in flight bring for a unit that they touch. */
  private boolean receivedWhole(long unit) {
    for (long sector = unit; sector < unit + cuts.atomicSectors(); sector++) {
      Cached cached = cache.get(sector);
      Extent extent = cached == null ? null : extents.get(cached.bio());
      for (long other = unit; extent != null && other < unit + cuts.atomicSectors(); other++) {
        Cached there = cache.get(other);
        boolean its = other >= extent.sector() && other < extent.sector() + extent.sectors();
        if (its && (there == null || there.bio() != Objects.requireNonNull(cached).bio())) {
          return false;
        }
      }
    }
    return true;
  }

  /** The first unit that a run of sectors touches and that is not settled; negative for none. */
  long firstUnsettled(long sector, long sectors) {
    long from = sector - sector % cuts.atomicSectors();
    Long unit = unsettled.nextKey(from);
    return unit == null || unit >= sector + sectors ? -1 : unit;
  }

  /** What an unsettled unit can hold; nothing once it is settled. */
  List<Content> unsettledVersions(long unit) {
    return Objects.requireNonNullElse(unsettled.get(unit), List.of());
  }

  void settled(long unit, int version) {
    Content content = Objects.requireNonNull(unsettled.get(unit)).get(version);
    unsettled.put(unit, null);
    for (int i = 0; i < cuts.atomicSectors(); i++) {
      Content bytes = content.slice(i * Content.SECTOR, Content.SECTOR);
      if (!bytes.equals(onMedia(unit + i))) {
        media.put(unit + i, bytes);
      }
    }
  }
}
