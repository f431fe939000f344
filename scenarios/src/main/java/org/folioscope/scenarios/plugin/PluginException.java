package org.folioscope.scenarios.plugin;

import java.io.Serial;
import org.folioscope.eventlog.BadInputException;

/** A plug-in is not as it must be; the message names it and what of it is wrong, in one line. */
public final class PluginException extends BadInputException {

  @Serial private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public PluginException(String message) {
    super(message);
  }

  /** With what is wrong and why that is known. */
  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
