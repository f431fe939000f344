package mapfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Reshaping;

/** Which block of which file lies where: in containers, and changed in {@link #apply} alone. */
@Singleton
final class BlockMap implements StateOwner<MapEvent>, Reshaping.Blocks {

  private static final EventFamily<MapEvent> FAMILY = EventFamily.of("mapfs", 1, MapEvent.class);
  private static final Extent HOLE = new Extent(Extent.State.HOLE, -1, Folio.SIZE);
  private static final long SECTORS_OF_A_BLOCK = Folio.SIZE / Content.SECTOR;
  private static final long BLOCKS_OF_A_FILE = 1L << 40;

  private final Machine machine;
  private final BlockDevice device;
  private final LongMap<Extent> places;
  private final LongMap<Boolean> used;
  private final Emitter<MapEvent> events;

  @Inject
  BlockMap(Machine machine, BlockDevice device) {
    this.machine = machine;
    this.device = device;
    this.places = machine.space().map("mapfs.places");
    this.used = machine.space().map("mapfs.used");
    this.events = machine.own(this);
  }

  @Override
  public EventFamily<MapEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(MapEvent event) {
    switch (event) {
      case MapEvent.BlockAllocated e -> {
        places.put(e.key(), new Extent(Extent.State.UNWRITTEN, e.sector(), Folio.SIZE));
        used.put(e.sector(), true);
      }
      case MapEvent.BlockWritten e ->
          places.put(e.key(), new Extent(Extent.State.MAPPED, e.sector(), Folio.SIZE));
      case MapEvent.BlockFreed e -> {
        places.put(e.key(), null);
        used.put(e.sector(), null);
      }
    }
  }

  /** Where a block lies. */
  Extent place(Inode inode, long block) {
    return machine.atomicGet(() -> Objects.requireNonNullElse(places.get(key(inode, block)), HOLE));
  }

  /** The sector of a block's bytes, or -1 when it has none. */
  long bytes(Inode inode, long block) {
    return holdBytes(inode, block) ? place(inode, block).sector() : -1;
  }

  @Override
  public boolean holdBytes(Inode inode, long block) {
    return place(inode, block).state() == Extent.State.MAPPED;
  }

  @Override
  public Errno allocate(Inode inode, long first, long last) {
    return machine.atomicGet(() -> {
      for (long block = first; block <= last; block++) {
        if (place(inode, block) == HOLE) {
          long sector = firstFree();
          if (sector >= device.sectors() || block >= BLOCKS_OF_A_FILE) {
            return Errno.ENOSPC;
          }
          events.emit(new MapEvent.BlockAllocated(key(inode, block), sector));
        }
      }
      return Errno.OK;
    });
  }

  private long firstFree() {
    long sector = 0;
    while (used.get(sector) != null) {
      sector += SECTORS_OF_A_BLOCK;
    }
    return sector;
  }

  /** A block's bytes have reached its place. */
  void written(Inode inode, long block) {
    long sector = place(inode, block).sector();
    machine.atomic(() -> events.emit(new MapEvent.BlockWritten(key(inode, block), sector)));
  }

  @Override
  public void free(Inode inode, long first, long last) {
    long end = key(inode, Math.min(last, BLOCKS_OF_A_FILE - 1));
    Long key = places.nextKey(key(inode, first));
    while (key != null && key <= end) {
      events.emit(new MapEvent.BlockFreed(key, places.get(key).sector()));
      key = places.nextKey(key);
    }
  }

  private static long key(Inode inode, long block) {
    return inode.number() * BLOCKS_OF_A_FILE + block;
  }
}
