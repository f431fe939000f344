package org.folioscope.eventlog;

/** What a person gave us cannot be used. The message is one clear line: what it is, what is wrong with it, what would be right. */
public class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the line to print. */
  public BadInputException(String message) {
    super(message);
  }

  /** With the line to print and what lies behind it. */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
