package org.folioscope.vm.waitqueue;

import java.util.function.Consumer;

/**
 * A walk at the end of which the bit falls, together with PG_waiters. Who is woken before finds it
 * set still. A sleeper who was promised the bit believes that it is his, whatever happens to it at
 * the end; who walks along cannot know whether there was one.
 */
final class ClearingWalk extends Walk {

  private final Consumer<Boolean> clear;
  private boolean wanted;

  ClearingWalk(WaitQueues queues, int page, WaitBit bit, Consumer<Boolean> clear) {
    super(queues, page, bit);
    this.clear = clear;
  }

  @Override
  Fate fateOf(Waiter waiter) {
    wanted |= waiter.exclusive();
    return waiter.kind() == Waiter.Kind.HANDOFF ? Fate.OWNER : Fate.WOKEN;
  }

  @Override
  boolean endShows() {
    return true;
  }

  @Override
  void atEnd() {
    clear.accept(wanted);
  }
}
