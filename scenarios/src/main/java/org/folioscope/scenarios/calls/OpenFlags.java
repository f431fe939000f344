package org.folioscope.scenarios.calls;

/** The flags of an open file, with Linux's numbers. */
public final class OpenFlags {

  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int ACCESS = 3;
  private static final int O_DIRECT = 0x4000;
  private static final int O_DSYNC = 0x1000;
  private static final int O_SYNC = 0x100000 | O_DSYNC;
  private static final int O_APPEND = 0x400;

  /** For a file that is open for both without having been asked. */
  static final int READ_WRITE = O_RDWR;

  private OpenFlags() {}

  /** The flags that argument {@code index} of a call names. */
  static int of(CallContext call, int index) {
    int access = call.flag(index, "O_RDWR") ? O_RDWR : call.flag(index, "O_WRONLY") ? O_WRONLY : 0;
    int direct = call.flag(index, "O_DIRECT") ? O_DIRECT : 0;
    int sync = call.flag(index, "O_SYNC") ? O_SYNC : call.flag(index, "O_DSYNC") ? O_DSYNC : 0;
    int append = call.flag(index, "O_APPEND") ? O_APPEND : 0;
    return access | direct | sync | append;
  }

  /** What is said of an open file beside its access mode: {@code , O_DIRECT, O_SYNC}. */
  public static String text(long flags) {
    String sync = syncsDataOnly(flags) ? ", O_DSYNC" : sync(flags) ? ", O_SYNC" : "";
    return (direct(flags) ? ", O_DIRECT" : "") + (append(flags) ? ", O_APPEND" : "") + sync;
  }

  static boolean readable(long flags) {
    return (flags & ACCESS) != O_WRONLY;
  }

  static boolean writable(long flags) {
    return (flags & ACCESS) != 0;
  }

  static boolean direct(long flags) {
    return (flags & O_DIRECT) != 0;
  }

  static boolean sync(long flags) {
    return (flags & O_DSYNC) != 0;
  }

  static boolean syncsDataOnly(long flags) {
    return (flags & O_SYNC) == O_DSYNC;
  }

  static boolean append(long flags) {
    return (flags & O_APPEND) != 0;
  }
}
