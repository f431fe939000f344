package org.folioscope.eventlog.log.codec;

/** Bytes that no encoder of ours has written. */
public final class MalformedBytesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what is wrong. */
  public MalformedBytesException(String message) {
    super(message);
  }
}
