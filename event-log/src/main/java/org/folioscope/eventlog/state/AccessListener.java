package org.folioscope.eventlog.state;

/**
 * Is told of every access to tracked state while it is installed in a {@link StateSpace}: the raw
 * material of a step's footprint. A location names one slot of one container, see {@link
 * Container#location}.
 */
public interface AccessListener {

  /**
   * The slot is about to be read. A listener may suspend the calling task before the value is
   * taken.
   */
  void read(long location);

  /** The slot is being changed to a value that depends on what the writer decided. */
  void write(long location);

  /**
   * A number is being added to the slot: commutes with other adds, conflicts with reads and writes.
   */
  void add(long location);
}
