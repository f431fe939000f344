package org.folioscope.scenarios.kept;

import java.util.List;
import java.util.function.Function;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;

/** The vocabularies for a log's events; none when what was run is not at hand. */
final class HeaderFamilies {

  private HeaderFamilies() {}

  static List<EventFamily<?>> of(LogHeader header, Function<LogHeader, Configuration> resolver) {
    try {
      return EmulatedMachine.wire(resolver.apply(header)).families();
    } catch (BadInputException e) {
      // Events stay opaque; whoever needs one as it is says so.
      return List.of();
    }
  }
}
