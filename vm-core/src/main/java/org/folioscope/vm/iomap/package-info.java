/** What fs/iomap keeps about pages of several blocks. */
@NullMarked
package org.folioscope.vm.iomap;

import org.jspecify.annotations.NullMarked;
