package org.folioscope.vm.writeback;

import org.folioscope.simulation.policy.Policy;

/** How pages are written that somebody may be storing to. */
public final class BouncePolicies {

  /** What the device is given of such a page. */
  public enum WritePinned {
    /** The page itself. */
    IN_PLACE,
    /** A copy that is made when the bio is submitted. */
    BOUNCE,
    /** The same, and the page stays dirty: what is stored later will be written too. */
    BOUNCE_KEEP_DIRTY
  }

  /** Whether writeback gives the device a pinned page or a copy of it. */
  public static final Policy<WritePinned> WRITE_PINNED =
      Policy.named("write-pinned", WritePinned.IN_PLACE)
          .help(
              "Is a page that may be pinned written in place, or from a copy that is made when the"
                  + " bio is submitted? A copy fits its checksum, whatever a device stores into the"
                  + " page meanwhile; the page counts as clean then, or stays dirty (pin:H2)")
          .source(
              "Hubbard, 2018-12; in the block layer: Kara, 2018-12-18, and his patches of"
                  + " 2023-02-09; not merged")
          .build();

  private BouncePolicies() {}
}
