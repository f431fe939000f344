package org.folioscope.vm.inode;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policy;

/** What the kernel's bookkeeping of inodes does differently from kernel to kernel. */
public final class InodePolicies {

  /** Who is told of an error that nobody was told of yet. */
  public enum OpenAfterError {
    /** Those who had the file open; whoever opens it later is told nothing. */
    SEES_NOTHING,
    /** The next one to open it as well. */
    SEES_IT
  }

  /** Something is there or not. */
  public enum Switch {
    /** It is not. */
    OFF,
    /** It is. */
    ON
  }

  /** What opening a file does with an error of writing it back that nobody was told of. */
  public static final Policy<OpenAfterError> OPEN_AFTER_ERROR =
      Policy.named("open-after-error", OpenAfterError.SEES_NOTHING)
          .from(Kernel.LINUX_5_8, OpenAfterError.SEES_IT)
          .help(
              "Is a writeback error that nobody was told of told to the next one to open the file?")
          .source("b4678df184b3, Wilcox, 4.17")
          .build();

  /** Whether syncfs tells of errors of writing back. */
  public static final Policy<Switch> SYNCFS_ERRORS =
      Policy.named("syncfs-errors", Switch.OFF)
          .from(Kernel.LINUX_5_8, Switch.ON)
          .help("Does syncfs tell of errors of writing back files of the filesystem?")
          .source("735e4ae5ba28, Layton, 5.8")
          .build();

  private InodePolicies() {}
}
