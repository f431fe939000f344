/** Buffer heads: the blocks of a folio as filesystems of the ext family see them. */
@NullMarked
package org.folioscope.vm.buffers;

import org.jspecify.annotations.NullMarked;
