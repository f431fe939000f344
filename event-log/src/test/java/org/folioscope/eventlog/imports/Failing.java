package org.folioscope.eventlog.imports;

import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.toy.Toy;

/** Applies nothing. */
final class Failing implements StateOwner<Toy> {

  @Override
  public EventFamily<Toy> family() {
    return Toy.FAMILY;
  }

  @Override
  public void apply(Toy event) {
    throw new IllegalStateException("not to be applied");
  }
}
