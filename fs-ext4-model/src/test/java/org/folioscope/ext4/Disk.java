package org.folioscope.ext4;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** An ext4 filesystem with room for a number of data blocks, and what happens on it. */
final class Disk {

  private static final int METADATA_BLOCKS = 64;

  final Bench bench;
  final Shell shell;
  private final List<Seen> seen = new ArrayList<>();

  /** An event and the task that it came from. */
  record Seen(int task, Event event) {}

  Disk(Policies policies, int blocks) {
    DeviceOptions device = new DeviceOptions((METADATA_BLOCKS + blocks) * 8L, 2);
    bench = Bench.of(new Ext4Provider(), Bench.Options.DEFAULT.with(policies).with(device));
    shell = new Shell(bench);
    bench.machine().observe((number, task, event) -> seen.add(new Seen(task, event)));
  }

  Disk(Kernel kernel, int blocks) {
    this(Policies.of(kernel), blocks);
  }

  /** A file that is on the disk and not in the cache. */
  Inode file(String name, int pages) {
    Inode file = bench.create(name);
    bench.run(() -> {
      shell.write(file, 0, pages(1, pages));
      shell.fsync(file);
      shell.dropCache(file);
    });
    forget();
    return file;
  }

  static Content pages(int fill, int count) {
    return Content.fill(fill, count * Folio.SIZE);
  }

  /** Forgets what was seen so far. */
  void forget() {
    seen.clear();
  }

  /** What was seen of a kind, in order. */
  <E extends Event> List<E> seen(Class<E> type) {
    return seen.stream().map(Seen::event).filter(type::isInstance).map(type::cast).toList();
  }

  /** Everything that was seen. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  long freeBlocks() {
    return bench.call(() -> bench.machine().atomicGet(() -> bench.filesystem().freeBlocks()));
  }
}
