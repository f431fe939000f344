package org.folioscope.vm.contract.watch;

import io.vavr.control.Either;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.block.BlockDevice;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.Held;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Operation;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/**
 * Enforces the rules of each operation at every call: the caller holds the locks that it must; an
 * operation that may not block does not wait, nor throw; what it returns is there and is allowed,
 * where EIO stands for whatever the device has said in this run; and afterwards the task holds what
 * it held before, but for the folio lock, which changes hands as the operation says.
 */
public final class Watch {

  private final Machine machine;
  private final SortedSet<Held> unneeded;

  private Watch(Machine machine, SortedSet<Held> unneeded) {
    this.machine = machine;
    this.unneeded = unneeded;
  }

  /** Over what runs on the machine. */
  public Watch(Machine machine) {
    this(machine, new TreeSet<>());
  }

  /** The same where nobody else can be yet, so that a lock need not be held. */
  public Watch without(Held lock) {
    SortedSet<Held> more = new TreeSet<>(unneeded);
    more.add(lock);
    return new Watch(machine, more);
  }

  /** The same filesystem, every operation of it watched. */
  public MountedFilesystem over(MountedFilesystem filesystem) {
    return new WatchedFilesystem(filesystem, this);
  }

  /** The same operations, watched. */
  public <T> T over(Class<T> role, T operations) {
    Object watched =
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (proxy, method, arguments) ->
                call(operations, method, arguments == null ? new Object[0] : arguments));
    return role.cast(watched);
  }

  private @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
    Operation rule = method.getAnnotation(Operation.class);
    if (rule == null || machine.currentTask() < 0) {
      return invoke(target, method, arguments);
    }
    HeldLocks before = HeldLocks.of(machine.space(), machine.currentTask());
    for (Held held : rule.locks()) {
      require(
          unneeded.contains(held)
              || before.has(held, inode(arguments), folio(arguments), machine.isInStep()),
          target,
          method,
          "called without " + held.label() + "; held: " + before);
    }
    Object result =
        rule.blocks() ? invoke(target, method, arguments) : unwaiting(target, method, arguments);
    require(
        method.getReturnType() == void.class || isThere(result), target, method, "returned null");
    HeldLocks after = HeldLocks.of(machine.space(), machine.currentTask());
    requireSameLocks(before.others(), after.others(), target, method);
    SortedSet<Long> expected = foliosAfter(method, before.folios(), arguments, result);
    SortedSet<Long> actual = new TreeSet<>(after.folios());
    if (method.getName().equals("readFolio")) {
      actual.remove(folio(arguments)); // the lock belongs to the I/O until that ends
    }
    require(
        expected.equals(actual),
        target,
        method,
        "folios locked afterwards: " + actual + " instead of " + expected);
    checkResult(rule, target, method, result);
    return result;
  }

  private static SortedSet<Long> foliosAfter(
      Method method, SortedSet<Long> before, Object[] arguments, @Nullable Object result) {
    SortedSet<Long> after = new TreeSet<>(before);
    switch (method.getName()) {
      case "readFolio", "writeEnd" -> after.remove(folio(arguments));
      case "writepage" -> {
        if (Boolean.TRUE.equals(result)) {
          after.remove(folio(arguments));
        }
      }
      case "pageMkwrite" -> {
        if (result == FaultResult.LOCKED) {
          after.add(folio(arguments));
        }
      }
      case "fault" -> {
        if (result instanceof Either<?, ?> either
            && either.isRight()
            && either.get() instanceof Folio folio) {
          after.add((long) folio.frame());
        }
      }
      case "writeBegin" -> {
        if (result instanceof Either<?, ?> either
            && either.isRight()
            && either.get() instanceof PreparedWrite prepared) {
          after.add((long) prepared.folio().frame());
        }
      }
      default -> {}
    }
    return after;
  }

  private void checkResult(Operation rule, Object target, Method method, @Nullable Object result) {
    Object outcome =
        result instanceof Either<?, ?> either && either.isLeft() ? either.getLeft() : result;
    if (outcome instanceof Errno errno && errno.failed()) {
      List<Errno> allowed = Arrays.asList(rule.fails());
      boolean device = allowed.contains(Errno.EIO) && hasAnswered(errno);
      require(
          device || allowed.contains(errno),
          target,
          method,
          "failed with " + errno + ", not one of " + allowed);
    }
    if (outcome instanceof FaultResult fault) {
      List<FaultResult> allowed = Arrays.asList(rule.results());
      require(
          allowed.contains(fault), target, method, "returned " + fault + ", not one of " + allowed);
    }
  }

  /** Whether the device failed a bio so: an error that it never gave is the filesystem's own. */
  private boolean hasAnswered(Errno errno) {
    return Slots.of(machine.space(), BlockDevice.FAILED_WITH).containsKey((long) -errno.result());
  }

  private @Nullable Object unwaiting(Object target, Method method, Object[] arguments) {
    @Nullable Object[] result = new @Nullable Object[1];
    machine.withoutWaiting(() -> {
      try {
        result[0] = invoke(target, method, arguments);
      } catch (Throwable e) {
        throw new ContractViolation(
            target.getClass(),
            method.getName(),
            "it may neither block nor fail: " + e.getMessage(),
            e);
      }
    });
    return result[0];
  }

  private static boolean isThere(@Nullable Object result) {
    return result != null
        && !(result instanceof Either<?, ?> either
            && (either.isLeft() ? either.getLeft() : either.get()) == null);
  }

  private static void requireSameLocks(
      SortedSet<String> before, SortedSet<String> after, Object target, Method method) {
    SortedSet<String> left = new TreeSet<>(after);
    left.removeAll(before);
    require(left.isEmpty(), target, method, "left held: " + String.join(", ", left));
    SortedSet<String> gone = new TreeSet<>(before);
    gone.removeAll(after);
    require(
        gone.isEmpty(),
        target,
        method,
        "gave up, though its caller holds it: " + String.join(", ", gone));
  }

  private static @Nullable Object invoke(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static long inode(Object[] arguments) {
    return arguments.length > 0 && arguments[0] instanceof Inode inode ? inode.number() : 0;
  }

  private static long folio(Object[] arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Folio folio) {
        return folio.frame();
      }
      if (argument instanceof PreparedWrite prepared) {
        return prepared.folio().frame();
      }
    }
    return -1;
  }

  private static void require(boolean condition, Object target, Method method, String complaint) {
    if (!condition) {
      throw new ContractViolation(target.getClass(), method.getName(), complaint, null);
    }
  }
}
