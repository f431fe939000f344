package org.folioscope.cli.real;

import java.util.Map;

/** The numbers that the constants of calls have on x86-64. */
final class Constants {

  private static final Map<String, Long> NUMBERS =
      Map.ofEntries(
          Map.entry("O_RDONLY", 0L),
          Map.entry("O_WRONLY", 1L),
          Map.entry("O_RDWR", 2L),
          Map.entry("O_CREAT", 0x40L),
          Map.entry("O_EXCL", 0x80L),
          Map.entry("O_TRUNC", 0x200L),
          Map.entry("O_APPEND", 0x400L),
          Map.entry("O_DSYNC", 0x1000L),
          Map.entry("O_DIRECT", 0x4000L),
          Map.entry("O_SYNC", 0x101000L),
          Map.entry("PROT_NONE", 0L),
          Map.entry("PROT_READ", 1L),
          Map.entry("PROT_WRITE", 2L),
          Map.entry("MAP_SHARED", 1L),
          Map.entry("MAP_PRIVATE", 2L),
          Map.entry("MAP_ANONYMOUS", 0x20L),
          Map.entry("MS_ASYNC", 1L),
          Map.entry("MS_INVALIDATE", 2L),
          Map.entry("MS_SYNC", 4L),
          Map.entry("SEEK_SET", 0L),
          Map.entry("SEEK_CUR", 1L),
          Map.entry("SEEK_END", 2L),
          Map.entry("SEEK_DATA", 3L),
          Map.entry("SEEK_HOLE", 4L),
          Map.entry("FALLOC_FL_KEEP_SIZE", 1L),
          Map.entry("FALLOC_FL_PUNCH_HOLE", 2L),
          Map.entry("FALLOC_FL_ZERO_RANGE", 0x10L));

  private Constants() {}

  static long of(String name) {
    Long number = NUMBERS.get(name);
    if (number == null) {
      throw new RealProgram.NotHereException("nothing is known of " + name);
    }
    return number;
  }
}
