package org.folioscope.gup;

import org.folioscope.vm.mm.Mm;

/**
 * What a user of get_user_pages wants (the FOLL_ flags).
 *
 * @param mm the address space, perhaps another process's
 * @param address the first byte
 * @param pages how many pages, from the one that contains the address
 * @param write their contents will be changed (FOLL_WRITE)
 * @param hold a reference or a pin (FOLL_GET, FOLL_PIN)
 * @param longTerm they will be held for as long as a program likes (FOLL_LONGTERM)
 */
public record GupRequest(
    Mm mm, long address, int pages, boolean write, GupPolicies.Hold hold, boolean longTerm) {

  /** Pages held until a transfer ends. */
  public static GupRequest shortTerm(
      Mm mm, long address, int pages, boolean write, GupPolicies.Hold hold) {
    return new GupRequest(mm, address, pages, write, hold, false);
  }

  boolean pin() {
    return hold == GupPolicies.Hold.FOLL_PIN;
  }
}
