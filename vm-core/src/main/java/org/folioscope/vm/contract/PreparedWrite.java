package org.folioscope.vm.contract;

import org.folioscope.vm.folio.Folio;

/**
 * What write_begin hands to write_end.
 *
 * @param folio locked, with a reference that write_end drops
 * @param memo the filesystem's own note (fsdata)
 */
public record PreparedWrite(Folio folio, String memo) {}
