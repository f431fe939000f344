package org.folioscope.eventlog.imports;

/** A line that no export of ours has written; the message says what is wrong within the line. */
final class MalformedLineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MalformedLineException(String message) {
    super(message);
  }
}
