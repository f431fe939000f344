package org.folioscope.vm.contract.watch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Either;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.block.Failure;
import org.folioscope.block.Fault;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.Held;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.Operation;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.vfs.Names;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each cell of the contract's table is enforced: somebody breaks it, with all else in order, and is
 * caught.
 */
class WatchTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Inode file = bench.create("file");
  private final Inode other = bench.create("other");

  /** A row of the table. */
  record Row(Class<?> role, Method method) {

    Operation rule() {
      return Objects.requireNonNull(method.getAnnotation(Operation.class));
    }

    boolean returns(Class<?> type) {
      return method.getReturnType() == type;
    }

    @Override
    public String toString() {
      return role.getSimpleName() + "." + method.getName();
    }
  }

  /** One lock of a row. */
  record Cell(Row row, Held lock) {
    @Override
    public String toString() {
      return row + " without " + lock.label();
    }
  }

  @ParameterizedTest
  @MethodSource("locks")
  void eachLockOnEntry(Cell cell) {
    List<Held> others =
        Arrays.stream(cell.row().rule().locks()).filter(held -> held != cell.lock()).toList();
    assertThatThrownBy(() -> called(cell.row(), others, () -> Errno.OK))
        .hasMessageStartingWith(
            "contract of "
                + cell.row().method().getName()
                + ": called without "
                + cell.lock().label());
  }

  @ParameterizedTest
  @MethodSource("unblocking")
  void mayNotBlock(Row row) {
    assertThatThrownBy(() -> called(row, this::waits))
        .hasMessage(
            "contract of "
                + row.method().getName()
                + ": it may neither block nor fail: waiting for nothing");
  }

  @ParameterizedTest
  @MethodSource("unblocking")
  void mayNotThrow(Row row) {
    assertThatThrownBy(() ->
            called(
                row,
                () -> {
                  throw new IllegalStateException("no");
                }))
        .hasMessage(
            "contract of " + row.method().getName() + ": it may neither block nor fail: no");
  }

  @ParameterizedTest
  @MethodSource("failing")
  void mayFailWith(Row row) {
    List<Errno> allowed = List.of(row.rule().fails());
    for (Errno errno : Errno.values()) {
      if (allowed.contains(errno) || !errno.failed()) {
        called(row, () -> failed(row, errno));
      } else {
        assertThatThrownBy(() -> called(row, () -> failed(row, errno)))
            .hasMessage(
                "contract of "
                    + row.method().getName()
                    + ": failed with "
                    + errno
                    + ", not one of "
                    + allowed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("failing")
  void whatTheDeviceAnsweredStandsForEio(Row row) {
    failBio(Failure.NOSPC);
    boolean hasEio = List.of(row.rule().fails()).contains(Errno.EIO);
    called(row, () -> failed(row, hasEio ? Errno.ENOSPC : Errno.OK));
    assertThatThrownBy(() -> called(row, () -> failed(row, Errno.ENODATA)))
        .hasMessageContaining("failed with ENODATA, not one of ");
  }

  @ParameterizedTest
  @MethodSource("faulting")
  void mayResultIn(Row row) {
    List<FaultResult> allowed = List.of(row.rule().results());
    for (FaultResult result : FaultResult.values()) {
      Object returned = row.returns(Either.class) ? Either.left(result) : result;
      Supplier<@Nullable Object> does =
          () -> {
            if (result == FaultResult.LOCKED && row.returns(FaultResult.class)) {
              folio().lock();
            }
            return returned;
          };
      if (allowed.contains(result)) {
        called(row, does);
      } else {
        assertThatThrownBy(() -> called(row, does))
            .hasMessage(
                "contract of "
                    + row.method().getName()
                    + ": returned "
                    + result
                    + ", not one of "
                    + allowed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void somethingIsReturned(Row row) {
    if (!row.method().getReturnType().isPrimitive()) {
      assertThatThrownBy(() -> called(row, () -> null))
          .hasMessage("contract of " + row.method().getName() + ": returned null");
    }
  }

  @ParameterizedTest
  @MethodSource("sleeping")
  void locksAreGivenBack(Row row) {
    assertThatThrownBy(() ->
            called(
                row,
                () -> {
                  other.invalidateLock().downRead();
                  return result(row);
                }))
        .hasMessage(
            "contract of "
                + row.method().getName()
                + ": left held: invalidate_lock["
                + other.number()
                + "] read");
  }

  static Stream<Row> rows() {
    return Stream.of(
            FilesystemType.class,
            MountedFilesystem.class,
            Namespace.class,
            InodeOperations.class,
            MappingOperations.class,
            FileOperations.class,
            VmOperations.class)
        .flatMap(role -> Arrays.stream(role.getMethods()).map(method -> new Row(role, method)))
        .filter(row -> row.method().isAnnotationPresent(Operation.class))
        .sorted((a, b) -> a.toString().compareTo(b.toString()));
  }

  static Stream<Cell> locks() {
    return rows()
        .flatMap(row -> Arrays.stream(row.rule().locks()).map(held -> new Cell(row, held)));
  }

  static Stream<Row> unblocking() {
    return rows().filter(row -> !row.rule().blocks());
  }

  static Stream<Row> sleeping() {
    return rows().filter(row -> row.rule().blocks());
  }

  /** Those that say what went wrong; of a fault and what DAX needs others speak. */
  static Stream<Row> failing() {
    return rows()
        .filter(row -> row.returns(Errno.class) || row.returns(Either.class))
        .filter(row -> row.rule().results().length == 0);
  }

  static Stream<Row> faulting() {
    return rows().filter(row -> row.rule().results().length > 0);
  }

  /** Calls the operation on a filesystem that only does this, with all locks that it needs. */
  private void called(Row row, Supplier<@Nullable Object> does) {
    called(row, List.of(row.rule().locks()), does);
  }

  private void called(Row row, List<Held> locks, Supplier<@Nullable Object> does) {
    Object target =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {row.role()}, (_, _, _) -> does.get());
    Object watched = watched(row.role(), target);
    Object[] arguments =
        Arrays.stream(row.method().getParameterTypes()).map(this::argument).toArray();
    Bench.Mark before = bench.mark();
    try {
      bench.run(() -> holding(locks, () -> invoke(row.method(), watched, arguments)));
    } finally {
      bench.rollback(before);
    }
  }

  /** What is taken is never given back: the machine goes back to before it. */
  private void holding(List<Held> locks, Runnable body) {
    locks.forEach(lock -> {
      switch (lock) {
        case FOLIO, FOLIO_OR_PAGE_TABLE -> folio().lock();
        case RWSEM -> file.rwsem().downWrite();
        case RWSEM_SHARED -> file.rwsem().downRead();
        case INVALIDATE -> file.invalidateLock().downWrite();
        case INVALIDATE_SHARED -> file.invalidateLock().downRead();
        case MMAP -> bench.get(Mms.class).of(1).mmapLock().downWrite();
        case MMAP_SHARED -> bench.get(Mms.class).of(1).mmapLock().downRead();
        case DIRECTORY -> {
          // around the body, below
        }
      }
    });
    if (locks.contains(Held.DIRECTORY)) {
      bench.get(Names.class).inDirectory(() -> ended(body));
    } else {
      body.run();
    }
  }

  private static boolean ended(Runnable body) {
    body.run();
    return true;
  }

  /** Ends an operation so, the folio lock where it belongs. */
  private Object failed(Row row, Errno errno) {
    String name = row.method().getName();
    if (name.equals("writeEnd")) {
      folio().unlock();
    }
    return row.returns(Either.class) ? Either.left(errno) : errno;
  }

  private void failBio(Failure failure) {
    BlockDevice device = bench.get(BlockDevice.class);
    bench.run(() -> {
      device.arm(new Fault(BioOp.FLUSH, failure, 0, 1, Fault.ALWAYS));
      bench.get(PageIo.class).flushDevice();
    });
  }

  private Folio folio() {
    return bench.get(Folios.class).of(1);
  }

  private <T> T watched(Class<T> role, Object target) {
    return new Watch(bench.machine()).over(role, role.cast(target));
  }

  private static void invoke(Method method, Object target, Object[] arguments) {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private Object waits() {
    bench
        .machine()
        .await(
            new Wait() {
              @Override
              public boolean ready() {
                return true;
              }

              @Override
              public String what() {
                return "nothing";
              }
            });
    return 0;
  }

  private @Nullable Object result(Row row) {
    if (row.returns(Errno.class)) {
      return Errno.OK;
    }
    if (row.returns(Either.class)) {
      return row.rule().fails().length > 0
          ? Either.left(row.rule().fails()[0])
          : Either.left(FaultResult.SIGBUS);
    }
    if (row.returns(int.class)) {
      return 0;
    }
    if (row.returns(boolean.class)) {
      return false;
    }
    if (row.returns(FaultResult.class)) {
      return FaultResult.SIGBUS;
    }
    return row.returns(List.class) ? List.of() : bench.filesystem();
  }

  private @Nullable Object argument(Class<?> type) {
    Folio folio = folio();
    if (type == Inode.class) {
      return file;
    }
    if (type == Folio.class) {
      return folio;
    }
    if (type == PreparedWrite.class) {
      return new PreparedWrite(folio, "");
    }
    if (type == WritebackControl.class) {
      return WritebackControl.syncAll();
    }
    if (type == String.class) {
      return "name";
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? (Object) 0L : null;
  }
}
