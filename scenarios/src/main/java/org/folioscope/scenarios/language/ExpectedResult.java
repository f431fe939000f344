package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;
import org.folioscope.vm.errno.Errno;

/** What a call may result in, written behind it as strace writes results. */
public sealed interface ExpectedResult {

  /**
   * A number: {@code = 4096}.
   *
   * @param value what the call returns, not below 0
   */
  record Value(long value) implements ExpectedResult {
    @Override
    public String toString() {
      return CallPrinter.integer(value);
    }
  }

  /** An error: {@code = -1 ENOSPC}. */
  record Failure(Errno errno) implements ExpectedResult {
    @Override
    public String toString() {
      return "-1 " + errno;
    }
  }

  /** The program gets a signal: {@code = SIGBUS}. */
  record Signalled(Signal signal) implements ExpectedResult {
    @Override
    public String toString() {
      return signal.toString();
    }
  }

  /**
   * Bytes of memory: {@code = fill(0xAB)}.
   *
   * @param content a string, {@code fill(byte)} or {@code pattern(seed, offset)}
   */
  record Bytes(Argument content) implements ExpectedResult {
    @Override
    public String toString() {
      return content.toString();
    }
  }

  /** What a program gets instead of a result. */
  enum Signal {
    /** The file has nothing there, or no space for it. */
    SIGBUS,
    /** There is no such memory. */
    SIGSEGV,
    /** Somebody killed it. */
    SIGKILL
  }

  /** What is expected, in words of a call line: {@code fill(1) | fill(2)}. */
  static String text(Vector<ExpectedResult> alternatives) {
    return alternatives.mkString(" | ");
  }
}
