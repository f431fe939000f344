/** Folios: flags, counts, lock, contents, and the allocator of page frames. */
@NullMarked
package org.folioscope.vm.folio;

import org.jspecify.annotations.NullMarked;
