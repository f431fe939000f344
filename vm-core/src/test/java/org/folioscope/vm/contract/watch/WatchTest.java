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
import org.folioscope.vm.trivial.TrivialProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each column of the contract's table is enforced: in every row somebody breaks it and is caught.
 */
class WatchTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Inode file = bench.create("file");

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

  @ParameterizedTest
  @MethodSource("locked")
  void locksOnEntry(Row row) {
    Held first =
        Arrays.stream(row.rule().locks()).filter(held -> held != Held.DIRECTORY).findFirst().get();
    assertThatThrownBy(() -> called(row, () -> Errno.OK))
        .hasMessageStartingWith(
            "contract of " + row.method().getName() + ": called without " + first.label());
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
      Object result = row.returns(Either.class) ? Either.left(errno) : errno;
      boolean device = errno.isFromDevice() && allowed.contains(Errno.EIO);
      if (device || allowed.contains(errno)) {
        called(row, () -> result);
      } else if (errno.failed()) {
        assertThatThrownBy(() -> called(row, () -> result))
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
  @MethodSource("unlocked")
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
                  file.invalidateLock().downRead();
                  return result(row);
                }))
        .hasMessage(
            "contract of "
                + row.method().getName()
                + ": left held: invalidate_lock["
                + file.number()
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

  static Stream<Row> locked() {
    return rows()
        .filter(row -> Arrays.stream(row.rule().locks()).anyMatch(held -> held != Held.DIRECTORY));
  }

  static Stream<Row> unlocked() {
    return rows()
        .filter(row -> Arrays.stream(row.rule().locks()).allMatch(held -> held == Held.DIRECTORY));
  }

  static Stream<Row> unblocking() {
    return unlocked().filter(row -> !row.rule().blocks());
  }

  static Stream<Row> sleeping() {
    return unlocked().filter(row -> row.rule().blocks());
  }

  static Stream<Row> failing() {
    return unlocked().filter(row -> row.returns(Errno.class) || row.returns(Either.class));
  }

  /** Calls the operation on a filesystem that only does this. */
  private void called(Row row, Supplier<@Nullable Object> does) {
    Object target =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {row.role()}, (_, _, _) -> does.get());
    Object watched = watched(row.role(), target);
    Object[] arguments =
        Arrays.stream(row.method().getParameterTypes()).map(this::argument).toArray();
    bench.run(() -> invoke(row.method(), watched, arguments));
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
    if (row.returns(boolean.class)) {
      return false;
    }
    return row.returns(List.class) ? List.of() : bench.filesystem();
  }

  private @Nullable Object argument(Class<?> type) {
    Folio folio = bench.get(Folios.class).of(1);
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
