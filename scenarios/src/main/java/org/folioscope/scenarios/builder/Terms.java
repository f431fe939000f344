package org.folioscope.scenarios.builder;

import io.vavr.collection.Vector;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.FileContent;
import org.folioscope.scenarios.language.Position;

/** The words of scenarios, for {@code import static}. */
public final class Terms {

  /** 1024 bytes. */
  public static final long K = 1L << 10;

  /** 1024 {@link #K}. */
  public static final long M = 1L << 20;

  /** 1024 {@link #M}. */
  public static final long G = 1L << 30;

  /** Of {@code open}. */
  public static final Flags O_RDONLY = new Flags("O_RDONLY");

  /** Of {@code open}. */
  public static final Flags O_WRONLY = new Flags("O_WRONLY");

  /** Of {@code open}. */
  public static final Flags O_RDWR = new Flags("O_RDWR");

  /** Of {@code open}: make the file if it is not there. */
  public static final Flags O_CREAT = new Flags("O_CREAT");

  /** Of {@code open}: empty the file. */
  public static final Flags O_TRUNC = new Flags("O_TRUNC");

  /** Of {@code open}: past the page cache. */
  public static final Flags O_DIRECT = new Flags("O_DIRECT");

  /** Of {@code open}: a write is durable when it returns. */
  public static final Flags O_SYNC = new Flags("O_SYNC");

  /** Of {@code fallocate}: the file stays as long as it is. */
  public static final Flags FALLOC_FL_KEEP_SIZE = new Flags("FALLOC_FL_KEEP_SIZE");

  /** Of {@code fallocate}: make a hole; only with FALLOC_FL_KEEP_SIZE. */
  public static final Flags FALLOC_FL_PUNCH_HOLE = new Flags("FALLOC_FL_PUNCH_HOLE");

  /** Of {@code fallocate}: make the range read as zeroes. */
  public static final Flags FALLOC_FL_ZERO_RANGE = new Flags("FALLOC_FL_ZERO_RANGE");

  /** Of {@code open}, with O_CREAT: the file must not be there. */
  public static final Flags O_EXCL = new Flags("O_EXCL");

  /** Of {@code open}: every write goes to the end. */
  public static final Flags O_APPEND = new Flags("O_APPEND");

  /** Of {@code open}: data is durable when a write returns. */
  public static final Flags O_DSYNC = new Flags("O_DSYNC");

  /** Of {@code lseek}. */
  public static final Flags SEEK_SET = new Flags("SEEK_SET");

  /** Of {@code lseek}. */
  public static final Flags SEEK_CUR = new Flags("SEEK_CUR");

  /** Of {@code lseek}. */
  public static final Flags SEEK_END = new Flags("SEEK_END");

  /** Of {@code lseek}. */
  public static final Flags SEEK_DATA = new Flags("SEEK_DATA");

  /** Of {@code lseek}. */
  public static final Flags SEEK_HOLE = new Flags("SEEK_HOLE");

  /** Of {@code msync}. */
  public static final Flags MS_SYNC = new Flags("MS_SYNC");

  /** Of {@code msync}. */
  public static final Flags MS_ASYNC = new Flags("MS_ASYNC");

  /** Of {@code msync}. */
  public static final Flags MS_INVALIDATE = new Flags("MS_INVALIDATE");

  /** Of {@code sync_file_range}. */
  public static final Flags SYNC_FILE_RANGE_WAIT_BEFORE = new Flags("SYNC_FILE_RANGE_WAIT_BEFORE");

  /** Of {@code sync_file_range}. */
  public static final Flags SYNC_FILE_RANGE_WRITE = new Flags("SYNC_FILE_RANGE_WRITE");

  /** Of {@code sync_file_range}. */
  public static final Flags SYNC_FILE_RANGE_WAIT_AFTER = new Flags("SYNC_FILE_RANGE_WAIT_AFTER");

  /** An operation of {@code fail_io}, beside READ and WRITE. */
  public static final Flags FLUSH = new Flags("flush");

  /** An error of {@code fail_io}. */
  public static final Flags IOERR = new Flags("IOERR");

  /** An error of {@code fail_io}. */
  public static final Flags MEDIUM = new Flags("MEDIUM");

  /** An error of {@code fail_io}. */
  public static final Flags NOSPC = new Flags("NOSPC");

  /** An error of {@code fail_io}. */
  public static final Flags PROTECTION = new Flags("PROTECTION");

  /** An error of {@code fail_io}. */
  public static final Flags TIMEOUT = new Flags("TIMEOUT");

  /** An error of {@code fail_io}: the completion never comes. */
  public static final Flags LOST = new Flags("LOST");

  /** Of {@code sendfile}: from the position of the file that is read. */
  public static final Flags NULL = new Flags("NULL");

  /** Of {@code mmap}. */
  public static final Flags PROT_NONE = new Flags("PROT_NONE");

  /** Of {@code mmap}. */
  public static final Flags PROT_READ = new Flags("PROT_READ");

  /** Of {@code mmap}. */
  public static final Flags PROT_WRITE = new Flags("PROT_WRITE");

  /** Of {@code mmap}. */
  public static final Flags MAP_SHARED = new Flags("MAP_SHARED");

  /** Of {@code mmap}. */
  public static final Flags MAP_PRIVATE = new Flags("MAP_PRIVATE");

  /** Of {@code mmap}. */
  public static final Flags MAP_ANONYMOUS = new Flags("MAP_ANONYMOUS");

  /** Of {@code memfd_create}. */
  public static final Flags MFD_CLOEXEC = new Flags("MFD_CLOEXEC");

  /** Of {@code memfd_create}: of huge pages. */
  public static final Flags MFD_HUGETLB = new Flags("MFD_HUGETLB");

  /** Of {@code mremap}: to any address. */
  public static final Flags MREMAP_MAYMOVE = new Flags("MREMAP_MAYMOVE");

  /** Of {@code mremap}: to the given address. */
  public static final Flags MREMAP_FIXED = new Flags("MREMAP_FIXED");

  /** Of {@code madvise}. */
  public static final Flags MADV_PAGEOUT = new Flags("MADV_PAGEOUT");

  /** Of {@code reclaim}: as the kernel thread does it. */
  public static final Flags AGING = new Flags("aging");

  /** Of {@code reclaim}: the active list only. */
  public static final Flags ACTIVE = new Flags("active");

  /** Of {@code flusher}: whatever its age. */
  public static final Flags BACKGROUND = new Flags("background");

  /** Of {@code reclaim}: {@code node=dirty}. */
  public static final Expression DIRTY_NODE = named("node", constant("dirty"));

  /** The access of {@code rdma_register} and {@code capture_queue}; an operation of fail_io. */
  public static final Flags READ = new Flags("read");

  /** The access of {@code rdma_register} and {@code capture_queue}; an operation of fail_io. */
  public static final Flags WRITE = new Flags("write");

  private Terms() {}

  /** A constant that has no word here, such as one of a plug-in's call. */
  public static Flags constant(String name) {
    return new Flags(name);
  }

  /** One byte, over and over. */
  public static FileBytes fill(int value) {
    return new FileBytes(new FileContent.Fill(value));
  }

  /** Bytes that tell every offset from every other. */
  public static FileBytes pattern(long seed) {
    return new FileBytes(new FileContent.Pattern(seed));
  }

  /** A string in quotes: a file's name, or literal content. */
  public static Expression text(String value) {
    return new Expression.Written(new Argument.Text(value, new Position(1, 1)).toString(), false);
  }

  /** An argument given by name: {@code passes=2}. */
  public static Expression named(String name, Object value) {
    return new Expression.Written(name + "=" + Arguments.written(value), true);
  }

  /** On one of these kernels. */
  public static Condition kernel(String... names) {
    return new Condition.Kernels(Vector.of(names));
  }

  /** On one of these filesystems. */
  public static Condition fs(String... names) {
    return new Condition.Filesystems(Vector.of(names));
  }

  /** Where a policy has this value: {@code policy("pin", "on")}. */
  public static Condition policy(String name, String value) {
    return new Condition.PolicyIs(name, value);
  }

  /** Where a machine option has this value: {@code option("dma", "8")}. */
  public static Condition option(String name, String value) {
    return new Condition.OptionIs(name, value);
  }
}
