/** From dirty to clean: clearing, writing, waiting, the flusher and fsync. */
@NullMarked
package org.folioscope.vm.writeback;

import org.jspecify.annotations.NullMarked;
