package org.folioscope.vm.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.contract.FileOperations.DirectEngine;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.dio.DirectIoEvent;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.work.WorkEvent;
import org.junit.jupiter.api.Test;

/** When each engine marks the pages of the buffer dirty, and who does it. */
final class DirectIoTest {

  private static final Content DATA = Content.pattern(2, 0, Folio.SIZE);

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final List<String> seen = new ArrayList<>();

  @Test
  void iomapDirtiesBeforeTheIo() {
    readIntoAnonymousMemory(DirectEngine.IOMAP);
    assertThat(seen).containsExactly("task0 dirties", "submitted", "stored", "stored");
  }

  @Test
  void theOldEngineDirtiesInTheReadingTaskAfterTheIo() {
    readIntoAnonymousMemory(DirectEngine.LEGACY);
    assertThat(seen).containsExactly("submitted", "stored", "stored", "task0 dirties");
  }

  @Test
  void iomapLeavesAPageThatWasCleanedDuringTheIoToAWorker() {
    readWhileTheBufferIsWrittenBack(DirectEngine.IOMAP);
    assertThat(seen)
        .containsExactly(
            "task0 dirties",
            "submitted",
            "task1 cleans",
            "stored",
            "stored",
            "work",
            "kworker dirties");
  }

  @Test
  void theOldEngineDirtiesAPageThatWasCleanedDuringTheIoItself() {
    readWhileTheBufferIsWrittenBack(DirectEngine.LEGACY);
    assertThat(seen)
        .containsExactly(
            "task0 dirties", "submitted", "task1 cleans", "stored", "stored", "task0 dirties");
  }

  @Test
  void iomapTellsTheReaderBeforeItLetsPagesGoTheOldEngineAfterwards() {
    assertThat(endOfAnAsynchronousRead(DirectEngine.IOMAP)).containsExactly("told", "let go");
    seen.clear();
    assertThat(endOfAnAsynchronousRead(DirectEngine.LEGACY)).containsExactly("let go", "told");
  }

  private List<String> endOfAnAsynchronousRead(DirectEngine engine) {
    Bench machine = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
    Shell program = new Shell(machine);
    machine.get(Mounts.class).mount(new WithEngine(machine.filesystem(), engine));
    Inode source = machine.create("source");
    machine.run(() -> {
      program.write(source, 0, DATA);
      program.fsync(source);
      long address = program.map(1);
      DirectIo direct = machine.get(DirectIo.class);
      direct.start(source, 0, new ReadBuffer(program.mm(), address, Folio.SIZE, (mm, at, n) -> n));
      machine
          .machine()
          .observe((number, task, event) -> {
            switch (event) {
              case DirectIoEvent.BioFinished _ -> seen.add("told");
              case FolioEvent.ReferencesDropped _ -> seen.add("let go");
              default -> {}
            }
          });
      direct.finish();
    });
    return List.copyOf(seen);
  }

  private void readIntoAnonymousMemory(DirectEngine engine) {
    Inode source = source(engine);
    bench.run(() -> {
      long address = shell.map(1);
      watch();
      assertThat(shell.readDirect(source, 0, address, Folio.SIZE)).isEqualTo(Folio.SIZE);
      assertThat(shell.load(address, Folio.SIZE)).isEqualTo(DATA);
      shell.unmap(address);
    });
    AtRest.check(bench);
  }

  /**
   * The buffer is a shared mapping of a file; once the bio is on its way, fsync of that file runs
   * as far as it can.
   */
  private void readWhileTheBufferIsWrittenBack(DirectEngine engine) {
    Inode source = source(engine);
    Inode buffer = bench.create("buffer");
    long address =
        bench.call(() -> {
          shell.write(buffer, 0, Content.fill(1, Folio.SIZE));
          shell.fsync(buffer);
          return shell.map(buffer, 1, true);
        });
    AtomicBoolean submitted = watch();
    bench.scheduleBy(
        () -> choice -> submitted.get() && choice.enables(1) ? 1 : choice.defaultTask());
    bench.run(
        () -> assertThat(shell.readDirect(source, 0, address, Folio.SIZE)).isEqualTo(Folio.SIZE),
        () -> {
          bench.machine().await(new Submitted(submitted));
          shell.fsync(buffer);
        });
    bench.run(() -> {
      assertThat(shell.load(address, Folio.SIZE)).isEqualTo(DATA);
      Folio page = shell.page(buffer, 0);
      assertThat(page.is(PageFlag.DIRTY)).isTrue();
      page.put();
    });
    AtRest.check(bench);
  }

  private Inode source(DirectEngine engine) {
    bench.get(Mounts.class).mount(new WithEngine(bench.filesystem(), engine));
    Inode source = bench.create("source");
    bench.run(() -> {
      shell.write(source, 0, DATA);
      shell.fsync(source);
    });
    return source;
  }

  private AtomicBoolean watch() {
    AtomicBoolean submitted = new AtomicBoolean();
    bench
        .machine()
        .observe((number, task, event) -> {
          String what = describe(event);
          if (!what.isEmpty()) {
            seen.add(what);
            submitted.compareAndSet(false, what.equals("submitted"));
          }
        });
    return submitted;
  }

  private String describe(Event event) {
    return switch (event) {
      case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY ->
          bench.machine().currentTaskName() + " dirties";
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.DIRTY ->
          bench.machine().currentTaskName() + " cleans";
      case FolioEvent.DataStored e when e.writer() == FolioEvent.Writer.DEVICE -> "stored";
      case BlockEvent.BioSubmitted e when e.op() == BioOp.READ -> "submitted";
      case WorkEvent.WorkQueued _ -> "work";
      default -> "";
    };
  }
}
