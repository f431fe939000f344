package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.block.DeviceOptions;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;

/**
 * Pages that stay as they are while they are written, if the device asks for that
 * (AS_STABLE_WRITES). Who is about to change a page with the CPU waits; a device that holds it does
 * not.
 */
@Singleton
public final class StablePages {

  private final Machine machine;
  private final Writeback writeback;
  private final boolean wanted;

  /** As the device wants it. */
  @Inject
  public StablePages(Machine machine, Writeback writeback, DeviceOptions device) {
    this.machine = machine;
    this.writeback = writeback;
    this.wanted = device.stablePages();
  }

  /**
   * Sleeps while a locked folio is under writeback, if pages have to be stable (folio_wait_stable).
   */
  public void wait(Folio folio) {
    if (wanted) {
      try (Frame _ = machine.enter("folio_wait_stable", "folio", folio.frame())) {
        writeback.wait(folio);
      }
    }
  }
}
