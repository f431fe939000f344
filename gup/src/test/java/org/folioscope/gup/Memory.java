package org.folioscope.gup;

import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.memfile.MemoryFiles;
import org.folioscope.vm.trivial.TrivialProvider;

/** A program's memory on a machine with the trivial filesystem, and who holds its pages. */
final class Memory {

  final Bench bench;
  final Shell shell;
  final GetUserPages gup;
  private final List<String> notes = new ArrayList<>();

  Memory(Kernel kernel) {
    bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT.with(Policies.of(kernel)));
    shell = new Shell(bench);
    gup = bench.get(GetUserPages.class);
  }

  Memory() {
    this(Kernel.LINUX_6_12);
  }

  /** A file of some pages, not in the cache. */
  Inode file(int pages) {
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, pages * Folio.SIZE));
      shell.fsync(file);
      shell.dropCache(file);
    });
    return file;
  }

  /** A file of shmem or hugetlbfs with one page of its kind, which is a hole. */
  Inode fileInMemory(boolean huge) {
    return bench.call(() -> {
      MemoryFiles files = bench.get(MemoryFiles.class);
      Inode file = Objects.requireNonNull(files.memfd("buf", huge));
      bench.machine().atomic(() -> file.setSize(MemoryFiles.pageSize(file)));
      return file;
    });
  }

  /** Holds pages for writing, in the task whose turn it is. */
  Either<Errno, List<Folio>> take(long address, int pages, GupPolicies.Hold hold) {
    return gup.take(GupRequest.shortTerm(shell.mm(), address, pages, true, hold));
  }

  int references(Folio folio) {
    return bench.machine().atomicGet(folio::refcount);
  }

  boolean isDirty(Inode file, long index) {
    Folio page = shell.page(file, index);
    boolean dirty = bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY));
    page.put();
    return dirty;
  }

  /** Writes down what happens to held pages. */
  void note(Event event) {
    switch (event) {
      case GupEvent.PageHeld _ -> notes.add("held");
      case GupEvent.PageReleased _ -> notes.add("let go");
      case FolioEvent.DataStored _ -> notes.add("stored");
      default -> {
        // nothing that matters here
      }
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
