package org.folioscope.vm.fault;

/** What a page is to be made ready for. */
public enum Access {
  /** Loads. */
  READ,
  /** Stores. */
  WRITE,
  /** Loads by somebody who wants to see later stores too: no other process may have the page. */
  UNSHARE
}
