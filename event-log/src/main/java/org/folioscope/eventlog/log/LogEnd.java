package org.folioscope.eventlog.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The end record of a log that was finished.
 *
 * @param events how many events there are
 * @param steps how many steps
 * @param digest the digest of all state after the last event
 * @param hash a hash over every byte written before the end record
 * @param properties what the writer wanted to say at the end, for example the outcome, in the
 *     writer's order
 */
public record LogEnd(
    long events, long steps, long digest, long hash, SequencedMap<String, String> properties) {

  /** Copies what it is given. */
  public LogEnd {
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }
}
