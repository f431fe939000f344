package org.folioscope.gup;

import java.util.List;
import org.folioscope.gup.GupPolicies.Allocation;
import org.folioscope.gup.GupPolicies.Grant;
import org.folioscope.gup.GupPolicies.Hold;
import org.folioscope.gup.GupPolicies.OnFiles;
import org.folioscope.gup.GupPolicies.UnderWriteback;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.vm.anon.AnonPolicies;
import org.folioscope.vm.anon.AnonPolicies.AtFork;
import org.folioscope.vm.anon.AnonPolicies.AtSwap;
import org.folioscope.vm.anon.AnonPolicies.Seqcount;
import org.folioscope.vm.dax.DaxPolicies;
import org.folioscope.vm.dax.DaxPolicies.LayoutChange;
import org.folioscope.vm.dirty.DirtyPolicies;
import org.folioscope.vm.dirty.DirtyPolicies.Late;
import org.folioscope.vm.pin.PinPolicies;
import org.folioscope.vm.pin.PinPolicies.CleanPinned;
import org.folioscope.vm.pin.PinPolicies.ReleaseReferenced;
import org.folioscope.vm.reclaim.ReclaimPolicies;
import org.folioscope.vm.reclaim.ReclaimPolicies.Pins;
import org.folioscope.vm.writeback.BouncePolicies;
import org.folioscope.vm.writeback.BouncePolicies.WritePinned;

/** Short names for what was proposed and done about get_user_pages and file pages. */
final class PinAliases {

  private static final PolicyAlias DIRECT_IO_PINS =
      PolicyAlias.named("pin:U4", "a7e689dd1c06 and others: direct I/O pins")
          .with(GupPolicies.DIRECT_IO, Hold.FOLL_PIN);

  /** Pins are told from references only where somebody takes them, so the users come along. */
  private static final PolicyAlias PINS =
      PolicyAlias.named("pin:U1", "3faa52c03f44: pins are counted, and their users take them")
          .with(DIRECT_IO_PINS)
          .with(GupPolicies.PROCESS_VM, Hold.FOLL_PIN)
          .with(GupPolicies.REGISTERED, Hold.FOLL_PIN);

  private static final PolicyAlias ANONYMOUS =
      PolicyAlias.named(
              "pinned-anonymous=kept",
              "anonymous memory that is pinned is neither swapped nor shared")
          .with(AnonPolicies.AT_FORK, AtFork.COPY)
          .with(AnonPolicies.SEQCOUNT, Seqcount.PRESENT)
          .with(AnonPolicies.AT_SWAP, AtSwap.KEEP);

  static final List<PolicyAlias> ALL =
      List.of(
          PolicyAlias.named("pin=on", "direct I/O holds pages by pins that reclaim respects")
              .with(GupPolicies.DIRECT_IO, Hold.FOLL_PIN)
              .with(ReclaimPolicies.PINS, Pins.RESPECT),
          PolicyAlias.named("pin=off", "neither")
              .with(GupPolicies.DIRECT_IO, Hold.FOLL_GET)
              .with(ReclaimPolicies.PINS, Pins.IGNORE),
          PolicyAlias.named("pin:P1", "Kara, 2018: ask the filesystem before a late dirty")
              .with(DirtyPolicies.LATE, Late.MKWRITE),
          cleaning(
              "pin:P2a", "Kara, 2018: cleaning waits for pins, locked", CleanPinned.WAIT_LOCKED),
          cleaning("pin:P2b", "P2a with the page unlocked", CleanPinned.WAIT_UNLOCKED),
          PolicyAlias.named("pin:P3", "Williams, 2018: buffers of a referenced page stay")
              .with(PinPolicies.RELEASE_REFERENCED, ReleaseReferenced.REFUSE),
          cleaning(
              "pin:P5", "Williams, 2018: wait for the last put", CleanPinned.WAIT_INTERRUPTIBLE),
          respected("pin:P7", "Chinner, 2018: a count of users that reclaim respects; as U2"),
          respected("pin:P8", "Chinner, 2018: a flag; pinned pages are passed by")
              .with(PinPolicies.CLEAN_PINNED, CleanPinned.SKIP),
          PolicyAlias.named("pin:H1", "fc1d8e7cca2d: a call of its own to let go of a reference")
              .with(GupPolicies.DIRECT_IO, Hold.FOLL_GET)
              .with(GupPolicies.PROCESS_VM, Hold.FOLL_GET)
              .with(GupPolicies.REGISTERED, Hold.FOLL_GET),
          PolicyAlias.named("pin:H3", "Hubbard, 2019: a pin for writing waits for writeback")
              .with(GupPolicies.UNDER_WRITEBACK, UnderWriteback.WAIT),
          PolicyAlias.named("pin:H4", "Lameter, 2019: no write references to files")
              .with(GupPolicies.ON_FILES, OnFiles.REFUSED),
          PolicyAlias.named("pin:H5", "Glisse, 2019: H4 but for devices that obey notifiers")
              .with(GupPolicies.ON_FILES, OnFiles.REFUSED),
          PolicyAlias.named("pin:T2", "Ts'o, 2022: allocate blocks when pages are pinned")
              .with(GupPolicies.ALLOCATION, Allocation.UP_FRONT),
          PINS,
          respected("pin:U2", "d824ec2a1546: reclaim leaves pinned pages alone; with U1"),
          PolicyAlias.named("pin:U3", "8ac268436e6d: no long pins of file pages; with U1")
              .with(PINS)
              .with(GupPolicies.LONG_TERM_ON_FILES, Grant.REFUSED),
          DIRECT_IO_PINS,
          ANONYMOUS,
          PolicyAlias.named("pin:U6", "pinned anonymous memory is kept; with U1")
              .with(PINS)
              .with(ANONYMOUS),
          PolicyAlias.named("pin:P4", "Williams, 2018: registrations need a layout lease")
              .with(GupPolicies.LONG_TERM_ON_FILES, Grant.LEASE),
          PolicyAlias.named("pin:T3", "Hubbard, 2022: a file lease, the same as P4")
              .with(GupPolicies.LONG_TERM_ON_FILES, Grant.LEASE),
          respected("pin:U5", "Kara, 2023: pinned pages stay dirty; fsync writes a copy; with U2")
              .with(PinPolicies.CLEAN_PINNED, CleanPinned.KEEP_DIRTY)
              .with(BouncePolicies.WRITE_PINNED, WritePinned.BOUNCE),
          PolicyAlias.named(
                  "pin:P6", "Williams, 2018: layout changes of DAX files wait for references")
              .with(DaxPolicies.LAYOUT_CHANGE, LayoutChange.WAIT_FOR_REFERENCES));

  private PinAliases() {}

  private static PolicyAlias cleaning(String name, String help, CleanPinned rule) {
    return PolicyAlias.named(name, help).with(PINS).with(PinPolicies.CLEAN_PINNED, rule);
  }

  private static PolicyAlias respected(String name, String help) {
    return PolicyAlias.named(name, help).with(PINS).with(ReclaimPolicies.PINS, Pins.RESPECT);
  }
}
