package org.folioscope.cli.suite;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.cli.suite.MutantFilesystem.Call;
import org.folioscope.cli.suite.MutantFilesystem.Instead;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.DirtyScan;
import org.folioscope.vm.writeback.Writeback;

/** What each bug does instead of what is right: operations of the contract by their names. */
@Singleton
final class Mutations {

  private final Machine machine;
  private final PageCache cache;
  private final Folios folios;
  private final DirtyScan scan;
  private final PageIo io;
  private final Writeback writeback;
  private final Truncation truncation;

  /** The files whose first page without space was dropped; the case has one execution. */
  private final Set<Integer> once = new TreeSet<>();

  @Inject
  Mutations(
      Machine machine,
      PageCache cache,
      Folios folios,
      DirtyScan scan,
      PageIo io,
      Writeback writeback,
      Truncation truncation) {
    this.machine = machine;
    this.cache = cache;
    this.folios = folios;
    this.scan = scan;
    this.io = io;
    this.writeback = writeback;
    this.truncation = truncation;
  }

  Map<String, Instead> of(Mutation mutation, MountedFilesystem real) {
    return switch (mutation) {
      case NONE -> Map.of();
      case NO_RESERVATION_AT_MKWRITE -> Map.of("pageMkwrite", this::dirtiedOnly);
      case SIZE_BEFORE_DATA -> Map.of("writeBegin", this::grown);
      case LOST_TRUNCATE_WAIT -> Map.of("setSize", this::cut);
      case STALE_BYTES_PAST_END -> Map.of("writepages", (given, _) -> writtenAsItIs(real, given));
      case ERROR_SWALLOWED_AT_FSYNC -> Map.of("fsync", Mutations::swallowed);
      case RESERVATION_LEAK -> Map.of("setSize", this::kept);
      case WRONG_LOCK_ORDER -> Map.of("pageMkwrite", Mutations::underRwsem);
      case CHANGED_UNDER_WRITEBACK -> Map.of("writepages", this::takenForClean);
      case NO_INVALIDATION_AROUND_DIRECT_WRITE -> remembering();
      case SHORT_WRITE_REPORTED_WHOLE ->
          Map.of("writeBegin", this::anywhere, "writeEnd", this::dropped);
    };
  }

  private Object dirtiedOnly(Object[] given, Call right) {
    Inode inode = (Inode) given[0];
    Folio folio = (Folio) given[1];
    inode.invalidateLock().downRead();
    folio.lock();
    machine.atomic(() -> folio.testAndSet(PageFlag.DIRTY));
    inode.invalidateLock().upRead();
    return FaultResult.LOCKED;
  }

  private Object grown(Object[] given, Call right) {
    Inode inode = (Inode) given[0];
    long end = (long) given[1] + (int) given[2];
    Object prepared = right.apply(given);
    machine.atomic(() -> inode.setSize(Math.max(end, inode.size())));
    return prepared;
  }

  private Object cut(Object[] given, Call right) {
    Inode inode = (Inode) given[0];
    long first = Math.ceilDiv((long) given[1], Folio.SIZE);
    List<Folio> pages = machine.atomicGet(() -> cache.range(inode, first, WritebackControl.END));
    for (Folio folio : pages) {
      folio.lock();
      machine.atomic(() -> {
        folio.testAndClear(PageFlag.DIRTY);
        folio.get();
        cache.remove(inode, folio);
        folio.put();
      });
      folio.unlock();
      folio.put();
    }
    return right.apply(given);
  }

  private Object writtenAsItIs(MountedFilesystem real, Object[] given) {
    Inode inode = (Inode) given[0];
    return scan.writeCachePages(
        inode,
        (WritebackControl) given[1],
        folio -> {
          long position = machine.nowGet(folio::index) * Folio.SIZE;
          long sector =
              real.files().mapForDirectIo(inode, position, Folio.SIZE, true).get().sector();
          io.write(inode, List.of(folio), sector);
          return Errno.OK;
        });
  }

  private static Object swallowed(Object[] given, Call right) {
    right.apply(given);
    return Errno.OK;
  }

  private Object kept(Object[] given, Call right) {
    Inode inode = (Inode) given[0];
    return cut(
        given,
        size ->
            truncation.exclusively(
                inode,
                () -> {
                  truncation.setSize(inode, (long) size[1], Folio.SIZE);
                  return Errno.OK;
                }));
  }

  private static Object underRwsem(Object[] given, Call right) {
    Inode inode = (Inode) given[0];
    inode.rwsem().downRead();
    Object result = right.apply(given);
    inode.rwsem().upRead();
    return result;
  }

  private Object takenForClean(Object[] given, Call right) {
    Inode inode = (Inode) given[0];
    Object result = right.apply(given);
    List<Folio> pages = machine.atomicGet(() -> cache.range(inode, 0, WritebackControl.END));
    for (Folio folio : pages) {
      writeback.wait(folio);
      machine.atomic(() -> {
        folio.testAndClear(PageFlag.DIRTY);
        cache.clear(inode, folio, Mark.DIRTY);
      });
    }
    return result;
  }

  /** What is remembered is no state of the machine; the case has one execution. */
  private static Map<String, Instead> remembering() {
    Map<String, Object> answers = new TreeMap<>();
    return Map.of(
        "read",
        (given, right) ->
            answers.computeIfAbsent(
                ((Inode) given[0]).number() + " " + given[1] + " " + given[2],
                _ -> right.apply(given)));
  }

  private Object anywhere(Object[] given, Call right) {
    Either<?, ?> prepared = (Either<?, ?>) right.apply(given);
    boolean first = prepared.isLeft() && once.add(((Inode) given[0]).number());
    if (!first || !prepared.getLeft().equals(Errno.ENOSPC)) {
      return prepared;
    }
    Folio folio = folios.allocate();
    folio.lock();
    return Either.right(new PreparedWrite(folio, "nowhere"));
  }

  private Object dropped(Object[] given, Call right) {
    PreparedWrite prepared = (PreparedWrite) given[3];
    if (!prepared.memo().equals("nowhere")) {
      return right.apply(given);
    }
    prepared.folio().unlock();
    prepared.folio().put();
    return given[2];
  }
}
