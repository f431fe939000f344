package org.folioscope.eventlog.log;

import java.util.List;

/**
 * One step as read back from a log.
 *
 * @param step the step's place
 * @param events the events, in order
 * @param marks the function entries and returns, in order
 */
public record LoggedStep(Step step, List<Logged> events, List<PlacedMark> marks) {

  /**
   * An event with its number and the digest of all state after it.
   *
   * @param number from 1
   */
  public record Logged(long number, Event event, long digest) {}

  /**
   * A mark and the number of the last event before it.
   *
   * @param afterEvent 0 when it stands before the first event
   */
  public record PlacedMark(long afterEvent, Mark mark) {}
}
