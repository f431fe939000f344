package org.folioscope.cli.real;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * System calls of this machine, all through syscall(2), so that there is one way to pass arguments
 * and one way to fail: a negative errno.
 */
final class Libc {

  /** Numbers of system calls on x86-64. */
  enum Syscall {
    OPEN(2),
    CLOSE(3),
    LSEEK(8),
    READ(0),
    WRITE(1),
    MMAP(9),
    MUNMAP(11),
    PREAD(17),
    PWRITE(18),
    MSYNC(26),
    MADVISE(28),
    FSYNC(74),
    FDATASYNC(75),
    TRUNCATE(76),
    FTRUNCATE(77),
    RENAME(82),
    UNLINK(87),
    SYNC(162),
    FADVISE(221),
    SYNC_FILE_RANGE(277),
    FALLOCATE(285),
    SYNCFS(306),
    PROCESS_VM_READV(310),
    PROCESS_VM_WRITEV(311);

    private final long number;

    Syscall(long number) {
      this.number = number;
    }
  }

  private static final int MOST_ARGUMENTS = 6;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("syscall").orElseThrow(),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(1));

  private Libc() {}

  /** Whether the numbers above are this machine's. */
  static boolean isX86() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  /** Makes a system call; the result, or a negative errno. */
  static long call(Syscall syscall, long... arguments) {
    long[] all = new long[MOST_ARGUMENTS];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(CAPTURED);
      long result =
          (long)
              SYSCALL.invokeExact(
                  captured, syscall.number, all[0], all[1], all[2], all[3], all[4], all[5]);
      return result < 0 ? -(int) ERRNO.get(captured, 0L) : result;
    } catch (Throwable e) {
      throw new LinkageError("syscall cannot be called", e);
    }
  }

  /** Makes a system call whose first arguments are paths. */
  static long onPaths(Syscall syscall, String[] paths, long... more) {
    try (Arena arena = Arena.ofConfined()) {
      long[] all = new long[paths.length + more.length];
      for (int i = 0; i < paths.length; i++) {
        all[i] = arena.allocateFrom(paths[i]).address();
      }
      System.arraycopy(more, 0, all, paths.length, more.length);
      return call(syscall, all);
    }
  }

  /**
   * Copies to or from memory of this process as another process would, so that a fault is an error
   * of the call and no signal.
   *
   * @return how many bytes; fewer than asked for at a fault, or a negative errno
   */
  static long transfer(boolean store, long address, MemorySegment bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment local = vector(arena, bytes.address(), bytes.byteSize());
      MemorySegment remote = vector(arena, address, bytes.byteSize());
      Syscall syscall = store ? Syscall.PROCESS_VM_WRITEV : Syscall.PROCESS_VM_READV;
      long self = ProcessHandle.current().pid();
      return call(syscall, self, local.address(), 1, remote.address(), 1, 0);
    }
  }

  /** A struct iovec. */
  private static MemorySegment vector(Arena arena, long address, long length) {
    MemorySegment vector =
        arena.allocate(ADDRESS.byteSize() + JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
    vector.set(JAVA_LONG, 0, address);
    vector.set(JAVA_LONG, JAVA_LONG.byteSize(), length);
    return vector;
  }

  /** Memory with these bytes, as aligned as direct I/O wants it. */
  static MemorySegment aligned(Arena arena, byte[] bytes) {
    MemorySegment segment = arena.allocate(Math.max(1, bytes.length), 4096);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }
}
