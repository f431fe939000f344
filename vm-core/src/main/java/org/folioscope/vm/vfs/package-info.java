/** Open files, generic reads and writes, direct I/O. */
@NullMarked
package org.folioscope.vm.vfs;

import org.jspecify.annotations.NullMarked;
