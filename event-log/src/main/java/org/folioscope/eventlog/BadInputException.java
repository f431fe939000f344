package org.folioscope.eventlog;

/**
 * Bad input or wrong usage. The message is one clear line for the person who gave the input: what
 * is wrong, where, and what would be right. The command prints it without a stack trace and exits
 * with 2.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error told by {@code message}: one line, without a full stop. */
  public BadInputException(String message) {
    super(message);
  }

  /** The same, keeping what brought it about. */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
