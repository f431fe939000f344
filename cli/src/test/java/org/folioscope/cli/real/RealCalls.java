package org.folioscope.cli.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.folioscope.cli.real.Libc.Syscall;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.calls.CallResult;
import org.folioscope.scenarios.calls.Contents;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.ExpectedResult.Signal;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.FileSpec;
import org.folioscope.vm.errno.Errno;

/** The calls of scenarios as system calls on the files of a directory. */
final class RealCalls implements AutoCloseable {

  private static final int O_RDWR = 2;
  private static final int O_CREAT = 0x40;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int DONTNEED = 4;
  private static final int WRITE_RANGE = 2;
  private static final int PAGEOUT = 21;
  private static final int PAGE = 4096;

  private final Path directory;
  private final TreeSet<Long> open = new TreeSet<>();
  private final List<Area> areas = new ArrayList<>();

  private record Area(long start, long length, boolean reads, boolean stores) {

    boolean has(long address) {
      return address >= start && address < start + length;
    }
  }

  RealCalls(Path directory) {
    this.directory = directory;
  }

  /** Makes a file as the emulator does before set-up: on the disk, out of the cache. */
  void make(FileSpec file) {
    long fd = open(path(file.name()), O_RDWR | O_CREAT);
    int size = (int) file.size();
    if (file.content() instanceof FileContent.Hole) {
      Libc.call(Syscall.FTRUNCATE, fd, size);
    } else {
      byte[] bytes =
          switch (file.content()) {
            case FileContent.Fill fill -> Content.fill(fill.value(), size).bytes();
            case FileContent.Pattern pattern -> Content.pattern(pattern.seed(), 0, size).bytes();
            case FileContent.Hole _ -> new byte[0];
          };
      write(fd, bytes, 0);
    }
    Libc.call(Syscall.FSYNC, fd);
    Libc.call(Syscall.FADVISE, fd, 0, 0, DONTNEED);
    close(fd);
  }

  CallResult make(Call call, ToLongFunction<Argument> evaluate) {
    Given given = new Given(call, evaluate);
    return switch (call.name()) {
      case "load" -> load(given);
      case "store" -> store(given);
      default -> new CallResult(number(given), null, null);
    };
  }

  private long number(Given call) {
    return switch (call.name()) {
      case "open", "close", "unlink", "rename", "truncate", "stat_size" -> onNames(call);
      case "mmap", "munmap", "msync", "madvise", "reclaim" -> onMemory(call);
      case "sync" -> Libc.call(Syscall.SYNC);
      case "sleep" -> 0;
      case "writeback" ->
          withFile(call, fd -> Libc.call(Syscall.SYNC_FILE_RANGE, fd, 0, 0, WRITE_RANGE));
      case "drop_caches" -> withFile(call, fd -> Libc.call(Syscall.FADVISE, fd, 0, 0, DONTNEED));
      default -> onDescriptor(call);
    };
  }

  private long onNames(Given call) {
    return switch (call.name()) {
      case "open" -> open(path(call.text(0)), call.flags(1));
      case "close" -> close(call.number(0));
      case "unlink" -> Libc.onPaths(Syscall.UNLINK, new String[] {path(call.text(0))});
      case "rename" ->
          Libc.onPaths(Syscall.RENAME, new String[] {path(call.text(0)), path(call.text(1))});
      case "truncate" ->
          Libc.onPaths(Syscall.TRUNCATE, new String[] {path(call.text(0))}, call.number(1));
      default -> withFile(call, fd -> Libc.call(Syscall.LSEEK, fd, 0, SEEK_END));
    };
  }

  private long onDescriptor(Given call) {
    long fd = call.has(0) ? call.number(0) : -1;
    return switch (call.name()) {
      case "read" -> Libc.call(Syscall.READ, fd, call.number(1), call.number(2));
      case "pread" -> Libc.call(Syscall.PREAD, fd, call.number(1), call.number(2), call.number(3));
      case "write", "pwrite" -> write(call, fd);
      case "fsync" -> Libc.call(Syscall.FSYNC, fd);
      case "fdatasync" -> Libc.call(Syscall.FDATASYNC, fd);
      case "syncfs" -> Libc.call(Syscall.SYNCFS, fd);
      case "ftruncate" -> Libc.call(Syscall.FTRUNCATE, fd, call.number(1));
      case "fallocate" ->
          Libc.call(Syscall.FALLOCATE, fd, call.flags(1), call.number(2), call.number(3));
      case "lseek" -> Libc.call(Syscall.LSEEK, fd, call.number(1), call.flags(2));
      case "fstat_size" -> size(fd);
      case "fill_device" -> fill(fd);
      default -> throw new RealProgram.NotHereException(call.name() + " is no system call");
    };
  }

  private static long size(long fd) {
    long position = Libc.call(Syscall.LSEEK, fd, 0, SEEK_CUR);
    long size = Libc.call(Syscall.LSEEK, fd, 0, SEEK_END);
    Libc.call(Syscall.LSEEK, fd, position, 0);
    return size;
  }

  private long write(Given call, long fd) {
    boolean positioned = call.name().equals("pwrite");
    if (call.isContent(1)) {
      byte[] bytes = call.content(1, 2).bytes();
      return positioned ? write(fd, bytes, call.number(3)) : write(fd, bytes);
    }
    return positioned
        ? Libc.call(Syscall.PWRITE, fd, call.number(1), call.number(2), call.number(3))
        : Libc.call(Syscall.WRITE, fd, call.number(1), call.number(2));
  }

  private static long write(long fd, byte[] bytes, long offset) {
    try (Arena arena = Arena.ofConfined()) {
      long address = Libc.aligned(arena, bytes).address();
      return Libc.call(Syscall.PWRITE, fd, address, bytes.length, offset);
    }
  }

  private static long write(long fd, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      return Libc.call(Syscall.WRITE, fd, Libc.aligned(arena, bytes).address(), bytes.length);
    }
  }

  /**
   * First as much as fallocate gives at once, then by writing, as the emulator does, and what a
   * delayed allocation is not given, block by block.
   */
  private static long fill(long fd) {
    long begin = size(fd);
    long end = allocate(fd, begin, 1 << 26);
    for (int piece = 1 << 16; piece >= PAGE; piece /= 16) {
      long written;
      do {
        written = write(fd, new byte[piece], end);
        end += Math.max(0, written);
      } while (written == piece);
    }
    long synced = Libc.call(Syscall.FSYNC, fd);
    end = allocate(fd, end, PAGE);
    return synced < 0 ? synced : end - begin;
  }

  private static long allocate(long fd, long begin, int most) {
    long end = begin;
    for (int piece = most; piece >= PAGE; piece /= 2) {
      while (Libc.call(Syscall.FALLOCATE, fd, 0, end, piece) == 0) {
        end += piece;
      }
    }
    return end;
  }

  private long onMemory(Given call) {
    return switch (call.name()) {
      case "mmap" -> map(call);
      case "munmap" -> {
        long start = call.number(0);
        areas.removeIf(area -> area.has(start));
        yield Libc.call(Syscall.MUNMAP, start, call.number(1));
      }
      case "msync" -> Libc.call(Syscall.MSYNC, call.number(0), call.number(1), call.flags(2));
      case "madvise" -> Libc.call(Syscall.MADVISE, call.number(0), call.number(1), PAGEOUT);
      default -> {
        areas.forEach(area -> Libc.call(Syscall.MADVISE, area.start(), area.length(), PAGEOUT));
        yield 0;
      }
    };
  }

  private long map(Given call) {
    long protection = call.flags(1);
    long fd = call.has(3) ? call.number(3) : -1;
    long offset = call.has(4) ? call.number(4) : 0;
    long address =
        Libc.call(Syscall.MMAP, 0, call.number(0), protection, call.flags(2), fd, offset);
    if (address > 0) {
      areas.add(new Area(address, call.number(0), (protection & 1) != 0, (protection & 2) != 0));
    }
    return address;
  }

  private CallResult load(Given call) {
    int length = call.has(1) ? (int) call.number(1) : 1;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = Libc.aligned(arena, new byte[length]).asSlice(0, length);
      long done = Libc.transfer(false, call.number(0), bytes);
      if (done < length) {
        return signal(call.number(0) + Math.max(0, done), false);
      }
      Content content = Content.of(bytes.toArray(ValueLayout.JAVA_BYTE));
      return new CallResult(content.byteAt(0), content, null);
    }
  }

  private CallResult store(Given call) {
    byte[] bytes = call.content(1, 2).bytes();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = Libc.aligned(arena, bytes).asSlice(0, bytes.length);
      long done = Libc.transfer(true, call.number(0), source);
      return done < bytes.length
          ? signal(call.number(0) + Math.max(0, done), true)
          : new CallResult(done, null, null);
    }
  }

  /** Where memory is mapped and may be used so, what is missing is the page. */
  private CallResult signal(long address, boolean store) {
    boolean mapped =
        areas.stream()
            .anyMatch(area -> area.has(address) && (store ? area.stores() : area.reads()));
    return new CallResult(Errno.EFAULT.result(), null, mapped ? Signal.SIGBUS : Signal.SIGSEGV);
  }

  private long withFile(Given call, ToLongFunction<Long> action) {
    long fd = open(path(call.text(0)), 0);
    if (fd < 0) {
      return fd;
    }
    long result = action.applyAsLong(fd);
    close(fd);
    return result;
  }

  private long open(String path, long flags) {
    long fd = Libc.onPaths(Syscall.OPEN, new String[] {path}, flags, 0600);
    if (fd >= 0) {
      open.add(fd);
    }
    return fd;
  }

  /** A descriptor that is closed already may be another's by now: the JVM's own. */
  private long close(long fd) {
    return open.remove(fd) ? Libc.call(Syscall.CLOSE, fd) : Errno.EBADF.result();
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @Override
  public void close() {
    areas.forEach(area -> Libc.call(Syscall.MUNMAP, area.start(), area.length()));
    open.forEach(fd -> Libc.call(Syscall.CLOSE, fd));
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The arguments of a call. */
  private record Given(Call call, ToLongFunction<Argument> evaluate) {

    String name() {
      return call.name();
    }

    boolean has(int index) {
      return index < call.arguments().size();
    }

    long number(int index) {
      return evaluate.applyAsLong(call.arguments().get(index));
    }

    String text(int index) {
      return ((Argument.Text) call.arguments().get(index)).value();
    }

    boolean isContent(int index) {
      return call.arguments().get(index) instanceof Argument.Text
          || call.arguments().get(index) instanceof Argument.Nested;
    }

    Content content(int index, int length) {
      return Contents.of(call.arguments().get(index), has(length) ? (int) number(length) : 1);
    }

    long flags(int index) {
      return switch (call.arguments().get(index)) {
        case Argument.Name name -> Constants.of(name.name());
        case Argument.Flags flags ->
            flags.names().map(name -> Constants.of(name.name())).reduce((a, b) -> a | b);
        case Argument.Int number -> number.value();
        default -> throw new RealProgram.NotHereException("no flags: " + call);
      };
    }
  }
}
