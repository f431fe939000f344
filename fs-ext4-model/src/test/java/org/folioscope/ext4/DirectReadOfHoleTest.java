package org.folioscope.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.junit.jupiter.api.Test;

/**
 * A direct read of a hole, into a shared mapping of a file that somebody writes back as soon as its
 * page is held. No device stores the zeroes.
 */
final class DirectReadOfHoleTest {

  private static final Content ZEROES = Content.fill(0, Folio.SIZE);

  private final List<String> seen = new ArrayList<>();
  private final AtomicBoolean mapped = new AtomicBoolean();
  private final AtomicBoolean held = new AtomicBoolean();

  /** Through the mapping, like the program itself (iomap_dio_hole_iter). */
  @Test
  void iomapHoldsNoPageForIt() {
    read(Kernel.LINUX_6_12);
    assertThat(seen).containsExactly("dirty", "zeroes", "clean");
  }

  /** So the zeroes never get to the disk (do_direct_IO). */
  @Test
  void theOldEngineDoesNotSayThatThePageChanged() {
    read(Kernel.LINUX_4_15);
    assertThat(seen).containsExactly("dirty", "clean", "zeroes");
  }

  private void read(Kernel kernel) {
    Bench bench = Bench.of(new Ext4Provider(), Bench.Options.DEFAULT.with(Policies.of(kernel)));
    Shell shell = new Shell(bench);
    Inode source = bench.create("source");
    Inode buffer = bench.create("buffer");
    long address =
        bench.call(() -> {
          shell.truncate(source, Folio.SIZE);
          shell.write(buffer, 0, Content.fill(1, Folio.SIZE));
          shell.fsync(buffer);
          return shell.map(buffer, 1, true);
        });
    bench
        .machine()
        .observe((number, task, event) -> {
          held.compareAndSet(false, mapped.get() && event instanceof FolioEvent.ReferencesTaken);
          mapped.compareAndSet(false, event instanceof FolioEvent.PageMapped);
          switch (event) {
            case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY -> seen.add("dirty");
            case FolioEvent.FlagCleared e when e.flag() == PageFlag.DIRTY -> seen.add("clean");
            case FolioEvent.DataStored e when e.content().equals(ZEROES) -> seen.add("zeroes");
            default -> {}
          }
        });
    bench.scheduleBy(() ->
        choice ->
            choice.enables(0) && !held.get() ? 0 : choice.enables(1) ? 1 : choice.defaultTask());
    bench.run(
        () -> assertThat(shell.readDirect(source, 0, address, Folio.SIZE)).isEqualTo(Folio.SIZE),
        () -> {
          bench.machine().atomic(() -> {});
          shell.fsync(buffer);
        });
    bench.run(() -> assertThat(shell.load(address, Folio.SIZE)).isEqualTo(ZEROES));
    AtRest.check(bench);
  }
}
