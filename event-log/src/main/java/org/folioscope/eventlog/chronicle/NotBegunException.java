package org.folioscope.eventlog.chronicle;

import java.nio.file.Path;
import org.folioscope.eventlog.BadInputException;

/** There is no header yet: its writer is about to write it, or was stopped before. */
final class NotBegunException extends BadInputException {

  private static final long serialVersionUID = 1;

  NotBegunException(Path directory) {
    super("the log " + directory + " is torn before its header: no event was written");
  }
}
