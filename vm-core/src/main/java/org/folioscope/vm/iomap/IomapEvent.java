package org.folioscope.vm.iomap;

import org.folioscope.eventlog.log.Event;

/** What happens to the state that fs/iomap keeps for pages of several blocks. */
public sealed interface IomapEvent extends Event {

  /**
   * The folio has a state from now on.
   *
   * @param valid the blocks that are valid, a bit each
   * @param dirty the blocks that are dirty, a bit each
   */
  record StateAttached(int folio, long valid, long dirty) implements IomapEvent {}

  /** The folio has no state any more. */
  record StateFreed(int folio) implements IomapEvent {}

  /** Some blocks, a bit each, hold valid bytes now. */
  record BlocksValid(int folio, long blocks) implements IomapEvent {}

  /** Some blocks, a bit each, are newer than those of the device. */
  record BlocksDirtied(int folio, long blocks) implements IomapEvent {}

  /** No block is dirty any more: what was is on its way to the device. */
  record BlocksCleaned(int folio) implements IomapEvent {}
}
