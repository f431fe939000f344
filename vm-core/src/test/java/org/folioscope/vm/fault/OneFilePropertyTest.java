package org.folioscope.vm.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Folding;
import org.folioscope.vm.contract.kit.ReferenceFile;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.vmstat.DirtyOptions;
import org.folioscope.vm.writeback.Flusher;

/**
 * One file, one program, and a kernel that writes back and reclaims at any moment: the program
 * never notices.
 */
final class OneFilePropertyTest {

  private static final int PAGES = 4;
  private static final int SIZE = PAGES * Folio.SIZE;

  /** What the program does. */
  enum Kind {
    WRITE,
    STORE,
    READ,
    LOAD,
    FSYNC
  }

  /** One call of the program. */
  record Action(Kind kind, int position, int length, int seed) {}

  @Property(tries = 150)
  void theProgramSeesItsOwnBytesWhateverTheKernelDoes(
      @ForAll("programs") List<Action> program, @ForAll long seed) {
    check(program, seed, Bench.Options.DEFAULT);
  }

  /** Of the file's four pages two may be dirty. */
  @Property(tries = 100)
  void norDoesItNoticeThatItIsSlowedDownBecauseItDirtiesMuch(
      @ForAll("programs") List<Action> program, @ForAll long seed, @ForAll Kernel kernel) {
    check(
        program,
        seed,
        Bench.Options.DEFAULT
            .with(Policies.of(kernel))
            .with(binder -> {
              binder.bind(DirtyOptions.class).toInstance(new DirtyOptions(11, 1));
              binder.bind(WritebackOptions.class).toInstance(WritebackOptions.tracked(1));
            }));
  }

  private static void check(List<Action> program, long seed, Bench.Options options) {
    Bench bench = Bench.of(new TrivialProvider(), options);
    Shell shell = new Shell(bench);
    Inode file = bench.create("file");
    long address =
        bench.call(() -> {
          shell.write(file, 0, Content.fill(0, SIZE));
          return shell.map(file, PAGES, true);
        });
    List<String> broken = new ArrayList<>();
    bench.machine().observe((number, task, event) -> checkWritableIsDirty(bench, broken));
    ReferenceFile expected = new ReferenceFile();
    expected.resize(SIZE);
    bench.scheduleBy(() -> new SeededRandom(seed));
    bench.run(
        () -> program.forEach(action -> perform(shell, file, address, action, expected)),
        () -> repeat(() -> bench.get(Flusher.class).writeInode(file)),
        () -> repeat(() -> bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING)));
    assertThat(broken).as("writable entries of clean pages").isEmpty();
    AtRest.check(bench);
    bench.run(() -> {
      shell.unmap(address);
      assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
      assertThat(shell.dropCache(file)).isZero();
      assertThat(shell.read(file, 0, SIZE)).isEqualTo(expected.all());
    });
    AtRest.check(bench);
    Folding.check(bench);
  }

  @Provide
  Arbitrary<List<Action>> programs() {
    Arbitrary<Kind> kinds = Arbitraries.of(Kind.values());
    Arbitrary<Integer> positions = Arbitraries.integers().between(0, SIZE - 1);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 2 * Folio.SIZE);
    Arbitrary<Integer> seeds = Arbitraries.integers().between(1, 1000);
    return Combinators.combine(kinds, positions, lengths, seeds)
        .as((kind, position, length, seed) ->
            new Action(kind, position, Math.min(length, SIZE - position), seed))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static void perform(
      Shell shell, Inode file, long address, Action action, ReferenceFile expected) {
    Content content = Content.pattern(action.seed(), 0, action.length());
    switch (action.kind()) {
      case WRITE -> {
        assertThat(shell.write(file, action.position(), content)).isEqualTo(action.length());
        expected.write(action.position(), content);
      }
      case STORE -> {
        assertThat(shell.store(address + action.position(), content)).isEqualTo(Errno.OK);
        expected.write(action.position(), content);
      }
      case READ ->
          assertThat(shell.read(file, action.position(), action.length()))
              .isEqualTo(expected.all().slice(action.position(), action.length()));
      case LOAD ->
          assertThat(shell.load(address + action.position(), action.length()))
              .isEqualTo(expected.all().slice(action.position(), action.length()));
      case FSYNC -> assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
    }
  }

  private static void repeat(Runnable body) {
    for (int i = 0; i < 3; i++) {
      body.run();
    }
  }

  /** I1: while the page lock is free, a page with a writable entry is dirty. */
  private static void checkWritableIsDirty(Bench bench, List<String> broken) {
    var mm = bench.get(Mms.class).of(0);
    for (var area : mm.areas()) {
      for (long page = area.start() / Folio.SIZE; page < area.end() / Folio.SIZE; page++) {
        Pte pte = mm.pte(page);
        if (pte != null && pte.writable() && broken.isEmpty()) {
          Folio folio = bench.get(Folios.class).of(pte.folio());
          if (!folio.is(PageFlag.LOCKED) && !folio.is(PageFlag.DIRTY)) {
            broken.add(folio + " at page " + page);
          }
        }
      }
    }
  }
}
