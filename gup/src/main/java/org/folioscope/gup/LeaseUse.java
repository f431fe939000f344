package org.folioscope.gup;

/** What a program does about layout leases when it registers memory that maps a file. */
public enum LeaseUse {
  /** It holds one, and ends the registration when it is asked to. */
  OBLIGING,
  /** It holds one, and does not listen. */
  DEAF,
  /** It holds none. */
  NONE
}
