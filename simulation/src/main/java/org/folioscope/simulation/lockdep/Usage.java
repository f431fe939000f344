package org.folioscope.simulation.lockdep;

/** Where a class of locks was taken, as far as interrupts are concerned. */
enum Usage {
  IN_HARDIRQ("IN-HARDIRQ-W", true, false),
  IN_HARDIRQ_READ("IN-HARDIRQ-R", true, true),
  HARDIRQ_ON("HARDIRQ-ON-W", false, false),
  HARDIRQ_ON_READ("HARDIRQ-ON-R", false, true);

  private static final Usage[] ALL = values();

  private final String label;
  private final boolean inInterrupt;
  private final boolean read;

  Usage(String label, boolean inInterrupt, boolean read) {
    this.label = label;
    this.inInterrupt = inInterrupt;
    this.read = read;
  }

  static Usage of(boolean inInterrupt, boolean read) {
    return ALL[(inInterrupt ? 0 : 2) + (read ? 1 : 0)];
  }

  /** As splats write it. */
  String label() {
    return label;
  }

  boolean inInterrupt() {
    return inInterrupt;
  }

  int bit() {
    return 1 << ordinal();
  }

  /**
   * Whether a lock must not be used in both ways: an interrupt could wait for what it interrupted.
   * Readers do not wait for each other.
   */
  boolean excludes(Usage other) {
    return inInterrupt != other.inInterrupt && !(read && other.read);
  }
}
