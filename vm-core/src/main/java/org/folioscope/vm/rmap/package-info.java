/** From a folio to the page-table entries that map it. */
@NullMarked
package org.folioscope.vm.rmap;

import org.jspecify.annotations.NullMarked;
