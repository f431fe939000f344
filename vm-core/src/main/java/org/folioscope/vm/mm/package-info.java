/** Address spaces of processes: areas and page-table entries. */
@NullMarked
package org.folioscope.vm.mm;

import org.jspecify.annotations.NullMarked;
