package org.folioscope.vm.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.vfs.BufferedIo;
import org.junit.jupiter.api.Test;

final class FilePagesTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);

  @Test
  void aPageThatCannotBeReadIsAnErrorAndNotAskedForForEver() {
    Inode file = bench.create("file");
    bench.run(() -> shell.truncate(file, Folio.SIZE));
    bench.get(Mounts.class).mount(new FailingReads(bench.filesystem()));
    bench.run(() -> {
      assertThat(bench.get(BufferedIo.class).read(file, 0, 10)).isEqualTo(Either.left(Errno.EIO));
      long address = shell.map(file, 1, true);
      assertThat(shell.load(address, 8)).isEqualTo(Content.of(new byte[0]));
      assertThat(shell.store(address, Content.fill(1, 8))).isEqualTo(Errno.EFAULT);
      Folio page = shell.page(file, 0);
      assertThat(page.is(PageFlag.UPTODATE) || page.is(PageFlag.LOCKED)).isFalse();
      page.put();
    });
    AtRest.check(bench);
  }
}
