package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import java.util.function.Supplier;

/** What random programs ask of the kernel, beside moving bytes. */
final class KernelMenu {

  private final Draws draws;
  private final Words words;

  KernelMenu(Draws draws, Words words) {
    this.draws = draws;
    this.words = words;
  }

  /** Memory is taken back. */
  Vector<Supplier<String>> reclaim() {
    return Vector.of(
        () -> "reclaim()",
        () -> "reclaim()",
        () -> draws.oneOf("reclaim(aging)", "reclaim(active, buffer_heads=over_limit)"),
        () ->
            draws.oneOf(
                "madvise(m" + words.file() + ", 4K, MADV_PAGEOUT)", "madvise(x, 8K, MADV_PAGEOUT)"),
        () -> "drop_caches(\"file-%s\")".formatted(words.file()));
  }

  /** Data is made durable, or begins to be. */
  Vector<Supplier<String>> writeback() {
    return Vector.of(
        () -> "writeback(\"file-%s\")".formatted(words.file()),
        () -> "writeback(\"file-%s\")".formatted(words.file()),
        () ->
            draws
                .oneOf("fsync(%s)", "fdatasync(%s)", "fsync(%s)", "syncfs(%s)", "sync()")
                .formatted(words.file()),
        () ->
            draws.oneOf(
                "msync(m%s, 8K, MS_SYNC)".formatted(words.file()),
                "sync_file_range(%s, 0, 8K, SYNC_FILE_RANGE_WRITE)".formatted(words.file())));
  }

  /** Files become shorter, longer or others. */
  Vector<Supplier<String>> reshaping() {
    return Vector.of(
        () ->
            "truncate(\"file-%s\", %s)"
                .formatted(words.file(), draws.oneOf("0", "100", "4K", "5000", "9K")),
        () ->
            "fallocate(%s, %s, %s, %s)"
                .formatted(words.file(), words.mode(), words.offset(), words.length()),
        this::rarely);
  }

  private String rarely() {
    return draws.oneOf(
        "reflink(a, b)",
        "reflink(b, a)",
        "unlink(\"file-b\")",
        "unlink(\"file-a\")",
        "rename(\"file-b\", \"file-c\")",
        "rename(\"file-b\", \"file-a\")",
        "open(\"file-%s\", O_RDWR|O_TRUNC)".formatted(words.file()));
  }

  /** The device fails now and then, or never says that it is done. */
  Vector<Supplier<String>> failures() {
    return Vector.of(
        () ->
            "fail_io(%s, %s, times=%d)"
                .formatted(
                    draws.oneOf("write", "write", "read", "flush"),
                    draws.oneOf("IOERR", "IOERR", "NOSPC", "NOSPC", "LOST"),
                    1 + draws.below(2)),
        () -> "heal_io()");
  }
}
