package org.folioscope.scenarios.calls;

import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.ExpectedResult;
import org.folioscope.vm.errno.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What a program saw of a call.
 *
 * @param value what the call returned; negative for an errno
 * @param bytes those that the program loaded, if it did
 * @param signal what the program got instead of a result
 */
public record CallResult(
    long value, @Nullable Content bytes, ExpectedResult.@Nullable Signal signal) {

  /** Whether this is what is expected. */
  public boolean is(ExpectedResult expected) {
    return switch (expected) {
      case ExpectedResult.Value number -> signal == null && value == number.value();
      case ExpectedResult.Failure failure -> signal == null && value == failure.errno().result();
      case ExpectedResult.Signalled signalled -> signal == signalled.signal();
      case ExpectedResult.Bytes content ->
          bytes != null && bytes.equals(Contents.of(content.content(), bytes.length()));
    };
  }

  /** As strace would write it; bytes by the first sector that is not as expected. */
  public String text(ExpectedResult expected) {
    if (signal != null) {
      return signal.name();
    }
    if (value < 0) {
      return "-1 " + Errno.of(value);
    }
    return bytes != null && expected instanceof ExpectedResult.Bytes content
        ? difference(bytes, Contents.of(content.content(), bytes.length()))
        : Long.toString(value);
  }

  private static String difference(Content found, Content wanted) {
    if (found.length() != wanted.length()) {
      return found.length() + " bytes";
    }
    int at = 0;
    while (at < found.length() - 1 && found.byteAt(at) == wanted.byteAt(at)) {
      at++;
    }
    return "%d bytes, where byte %d is 0x%02X and not 0x%02X"
        .formatted(found.length(), at, found.byteAt(at) & 0xFF, wanted.byteAt(at) & 0xFF);
  }
}
