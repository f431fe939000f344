/** Address spaces as a whole: unmapping areas, moving them, copying all for a child. */
@NullMarked
package org.folioscope.vm.mmap;

import org.jspecify.annotations.NullMarked;
