package org.folioscope.vm.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.contract.WritebackSlice;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passes over a file in the background that begin where the last one left off. */
final class WritebackIndexTest {

  /** The pages of a file that passes handed on, pass by pass. */
  private static final class Passes {

    private final Bench bench;
    private final Shell shell;
    private final Inode file;
    private final boolean own;
    private final List<List<Long>> seen = new ArrayList<>();

    Passes(Kernel kernel, boolean own) {
      this.own = own;
      this.bench =
          Bench.of(
              new TrivialProvider(),
              Bench.Options.DEFAULT
                  .with(Policies.of(kernel))
                  .with(binder ->
                      binder
                          .bind(WritebackOptions.class)
                          .toInstance(new WritebackOptions(true, 1, 2))));
      this.shell = new Shell(bench);
      this.file = bench.create("file");
    }

    void dirty(long... pages) {
      for (long page : pages) {
        bench.run(() -> shell.write(file, page * Folio.SIZE, Content.fill(1, Folio.SIZE)));
      }
    }

    void pass(WritebackControl control) {
      List<Long> handed = new ArrayList<>();
      seen.add(handed);
      DirtyScan scan = bench.get(DirtyScan.class);
      Writeback writeback = bench.get(Writeback.class);
      bench.run(() -> {
        if (own) {
          scan.forEachDirty(
              file,
              control,
              new DirtyScan.Place("own", "own.c"),
              folio -> {
                writeback.clearDirtyForIo(file, folio);
                return write(writeback, folio, handed);
              });
        } else {
          scan.writeCachePages(file, control, folio -> write(writeback, folio, handed));
        }
      });
    }

    private Errno write(Writeback writeback, Folio folio, List<Long> handed) {
      handed.add(bench.machine().nowGet(folio::index));
      writeback.start(file, folio);
      folio.unlock();
      writeback.end(file, folio, Errno.OK);
      return Errno.OK;
    }

    String pages() {
      return Stream.of(seen.toArray()).map(String::valueOf).reduce((a, b) -> a + b).orElse("");
    }
  }

  private static WritebackControl slice() {
    return WritebackControl.cyclic(new WritebackSlice(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LINUX_4_15 | false | [0, 1][2, 0][]
          LINUX_5_8  | false | [0, 1][2][0]
          LINUX_6_12 | false | [0, 1][2][0]
          LINUX_4_15 | true  | [0, 1][2, 0][]
          LINUX_6_12 | true  | [0, 1][2, 0][]
          """)
  void aPassGoesOnWhereTheSliceOfTheLastOneWasUsedUp(Kernel kernel, boolean own, String expected) {
    Passes passes = new Passes(kernel, own);
    passes.dirty(0, 1, 2);
    passes.pass(slice());
    passes.dirty(0);
    passes.pass(slice());
    passes.pass(slice());
    assertThat(passes.pages()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"LINUX_5_8, '[0, 1][1, 2]'", "LINUX_6_12, '[0, 1][2]'"})
  void thePageThatUsedTheSliceUpIsLookedAtAgainOrNot(Kernel kernel, String expected) {
    Passes passes = new Passes(kernel, false);
    passes.dirty(0, 1, 2);
    passes.pass(slice());
    passes.dirty(1);
    passes.pass(slice());
    assertThat(passes.pages()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LINUX_4_15 | false | [0, 1, 2][2, 0]
          LINUX_5_8  | false | [0, 1, 2][2]
          LINUX_6_12 | false | [0, 1, 2][0, 2]
          LINUX_6_12 | true  | [0, 1, 2][0, 2]
          """)
  void whatFsyncLeavesCountsUpTo68(Kernel kernel, boolean own, String expected) {
    Passes passes = new Passes(kernel, own);
    passes.dirty(0, 1, 2);
    passes.pass(WritebackControl.syncAll());
    passes.dirty(0, 2);
    passes.pass(WritebackControl.cyclic(null));
    assertThat(passes.pages()).isEqualTo(expected);
  }
}
