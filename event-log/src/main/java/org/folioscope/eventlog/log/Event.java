package org.folioscope.eventlog.log;

/**
 * Something that happened: an immutable record, nested in the sealed vocabulary of the package that
 * owns the state it changes. Its components are plain values (numbers, booleans, strings, enums,
 * contents, records and lists of these) and enough to apply it without deciding again.
 */
public interface Event {

  /**
   * What a person drawing the race by hand would write beside it, or the empty string for what such
   * a drawing leaves out.
   */
  default String note() {
    return "";
  }
}
