package org.folioscope.vm.folio;

import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.vm.waitqueue.PageBits;
import org.folioscope.vm.waitqueue.WaitBit;

/** The flags of page frames as the wait queues see them. */
final class FolioBits implements PageBits {

  private final FolioState state;
  private final Emitter<FolioEvent> events;
  private final FrameChecks checks;
  private final boolean tailCheck;

  /**
   * The flags of all frames.
   *
   * @param tailCheck whether PG_waiters is cleared on head pages only, if that is checked
   */
  FolioBits(FolioState state, Emitter<FolioEvent> events, FrameChecks checks, boolean tailCheck) {
    this.state = state;
    this.events = events;
    this.checks = checks;
    this.tailCheck = tailCheck;
  }

  @Override
  public boolean isSet(int page, WaitBit bit) {
    return state.flag(page, flag(bit));
  }

  @Override
  public void set(int page, WaitBit bit, int task) {
    events.emit(
        bit == WaitBit.LOCKED
            ? new FolioEvent.FolioLocked(page, task)
            : new FolioEvent.FlagSet(page, PageFlag.WRITEBACK));
  }

  @Override
  public boolean hasWaiters(int page) {
    return state.flag(page, PageFlag.WAITERS);
  }

  @Override
  public void setWaiters(int page) {
    if (!hasWaiters(page)) {
      events.emit(new FolioEvent.FlagSet(page, PageFlag.WAITERS));
    }
  }

  @Override
  public void clearWaiters(int page) {
    if (checks.mayTouch(page, "folio_wake_bit", tailCheck) && hasWaiters(page)) {
      events.emit(new FolioEvent.FlagCleared(page, PageFlag.WAITERS));
    }
  }

  @Override
  public String nameOf(int page, WaitBit bit) {
    return (bit == WaitBit.LOCKED ? "page lock of folio " : "PG_writeback of folio ") + page;
  }

  @Override
  public void owners(int page, WaitBit bit, IntConsumer tasks) {
    int owner = bit == WaitBit.LOCKED ? state.lockOwner(page) : -1;
    if (owner >= 0) {
      tasks.accept(owner);
    }
  }

  private static PageFlag flag(WaitBit bit) {
    return bit == WaitBit.LOCKED ? PageFlag.LOCKED : PageFlag.WRITEBACK;
  }
}
