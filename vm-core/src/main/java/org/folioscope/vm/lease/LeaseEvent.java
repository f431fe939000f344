package org.folioscope.vm.lease;

import org.folioscope.eventlog.log.Event;

/** What happens to the layout leases of files. */
public sealed interface LeaseEvent extends Event {

  /** Somebody is to be asked before the layout of the file changes, and will oblige or not. */
  record LeaseTaken(int lease, int inode, boolean obliging) implements LeaseEvent {}

  /** What the holder holds by it is to be let go. */
  record LeaseBroken(int lease) implements LeaseEvent {}

  /** The holder has let go. */
  record LeaseReleased(int lease) implements LeaseEvent {}

  /** The layout of the file is about to change: no new leases. */
  record LayoutChangeBegan(int inode) implements LeaseEvent {}

  /** The change is over. */
  record LayoutChangeEnded(int inode) implements LeaseEvent {}
}
