package org.folioscope.scenarios.compare;

import org.folioscope.eventlog.log.Event;

/**
 * An event with its price.
 *
 * @param task who did it
 * @param pricing its place in the cost table
 * @param hold whether it takes a lock that the task did not take before in the same step
 * @param counted whether it is paid for: set-up and reading back are not
 */
record Happening(int task, Event event, Pricing pricing, boolean hold, boolean counted) {

  long nanos() {
    return pricing.nanos(hold);
  }
}
