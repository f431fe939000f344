package org.folioscope.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.pin.PinPolicies;
import org.folioscope.vm.vfs.DirectWritePolicies;
import org.folioscope.vm.vfs.DirectWrites;
import org.folioscope.vm.vfs.WriteSource;
import org.junit.jupiter.api.Test;

/** A direct write over a page that somebody keeps in the cache. */
final class StaleCacheTest {

  private static final Content OLD = Content.fill(1, Folio.SIZE);
  private static final Content NEW = Content.fill(5, Folio.SIZE);

  private final List<String> reported = new ArrayList<>();

  @Test
  void upTo58ItIsWrittenPastThePageWithAWarning() {
    assertThat(write(DirectWritePolicies.StaleCache.WARN)).isEqualTo(OLD);
    assertThat(reported).contains("warn-invalidation-after-direct-write");
  }

  @Test
  void sinceThenItGoesThroughTheCache() {
    assertThat(write(DirectWritePolicies.StaleCache.FALL_BACK)).isEqualTo(NEW);
    assertThat(reported).isEmpty();
  }

  /** What shows in the cache afterwards. */
  private Content write(DirectWritePolicies.StaleCache policy) {
    Bench bench =
        Bench.of(
            new XfsProvider(),
            Bench.Options.DEFAULT.with(
                Policies.of(Kernel.LINUX_4_15)
                    .with(PinPolicies.RELEASE_REFERENCED, PinPolicies.ReleaseReferenced.REFUSE)
                    .with(DirectWritePolicies.STALE_CACHE, policy)));
    Shell shell = new Shell(bench);
    Inode file = bench.create("file");
    return bench.call(() -> {
      shell.write(file, 0, OLD);
      shell.fsync(file);
      long buffer = shell.map(1);
      shell.store(buffer, NEW);
      Folio page = shell.page(file, 0);
      bench
          .machine()
          .observe((number, task, event) -> {
            if (event instanceof ReportEvent.ViolationReported report) {
              reported.add(report.id());
            }
          });
      long written =
          bench
              .get(DirectWrites.class)
              .write(file, 0, new WriteSource.UserBuffer(shell.mm(), buffer, NEW), bytes -> bytes);
      if (written == DirectWrites.FALL_BACK) {
        shell.write(file, 0, NEW);
      }
      page.put();
      return shell.read(file, 0, Folio.SIZE);
    });
  }
}
