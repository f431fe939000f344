package org.folioscope.cli.verb;

import picocli.CommandLine.Option;

/** Whether what the kernel would have printed is shown. */
final class DmesgOption {

  @Option(
      names = "--dmesg",
      description =
          "Show what the kernel would have printed, complaints with their call traces; an event's"
              + " number stands where dmesg has the time.")
  private boolean dmesg;

  boolean wanted() {
    return dmesg;
  }
}
