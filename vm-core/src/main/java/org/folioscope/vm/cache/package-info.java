/** The page cache: which folio holds which part of which file, and its marks. */
@NullMarked
package org.folioscope.vm.cache;

import org.jspecify.annotations.NullMarked;
