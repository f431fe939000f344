package org.folioscope.ext4;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;
import org.folioscope.simulation.policy.PolicyAlias;
import org.folioscope.vm.contract.FileOperations;

/** What ext4 does differently from kernel to kernel. */
final class Ext4Policies {

  /** What writeback does with a dirty page that has no buffers. */
  enum WithoutBuffers {
    /** page_buffers() hits its BUG_ON. */
    BUG,
    /** Warns and clears the dirty flag: the page's new bytes never reach the disk. */
    WARN_AND_DROP
  }

  /** Something is there or not. */
  enum Switch {
    OFF,
    ON
  }

  static final Policy<WithoutBuffers> WITHOUT_BUFFERS =
      Policy.named("ext4-dirty-without-buffers", WithoutBuffers.BUG)
          .from(Kernel.LINUX_6_1, WithoutBuffers.WARN_AND_DROP)
          .only(Kernel.DEBIAN_5_10, WithoutBuffers.WARN_AND_DROP)
          .help("What does ext4's writeback do with a dirty page that has no buffers? (pin:T1)")
          .source("cc5095747edf, Ts'o, 5.18")
          .build();

  static final Policy<FileOperations.DirectEngine> DIRECT_IO =
      Policy.named("ext4-direct-io", FileOperations.DirectEngine.LEGACY)
          .from(Kernel.LINUX_5_8, FileOperations.DirectEngine.IOMAP)
          .help("Which engine does direct I/O: fs/direct-io.c or fs/iomap?")
          .source("the conversion of 5.5")
          .build();

  static final Policy<Switch> UNWRITTEN_FIRST =
      Policy.named("ext4-dioread-nolock", Switch.OFF)
          .from(Kernel.LINUX_5_8, Switch.ON)
          .help(
              "Are blocks allocated for writeback unwritten until a worker converts them, which"
                  + " then ends writeback?")
          .source("244adf6426ee, 5.6")
          .build();

  static final Policy<Switch> WRITEPAGE =
      Policy.named("ext4-writepage", Switch.ON)
          .from(Kernel.LINUX_6_12, Switch.OFF)
          .help("Can reclaim have ext4 write a single page?")
          .source("removed about 6.4")
          .build();

  static final Policy<Switch> PUNCH_FLUSH =
      Policy.named("ext4-punch-flush", Switch.ON)
          .only(Kernel.DEBIAN_6_12, Switch.OFF)
          .help("Does punching a hole write the dirty pages of the range first, before it locks?")
          .source("ext4_punch_hole of 6.12.0 does, of 6.12.117 does not")
          .build();

  static final List<Policy<?>> ALL =
      List.of(WITHOUT_BUFFERS, DIRECT_IO, UNWRITTEN_FIRST, WRITEPAGE, PUNCH_FLUSH);

  static final List<PolicyAlias> ALIASES =
      List.of(
          PolicyAlias.named("pin:T1", "Ts'o, cc5095747edf: warn and drop the page")
              .with(WITHOUT_BUFFERS, WithoutBuffers.WARN_AND_DROP));

  private Ext4Policies() {}
}
