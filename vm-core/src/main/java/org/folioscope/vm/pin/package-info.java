/** Pages that somebody does DMA to, as those see them who clean, release or dirty pages. */
@NullMarked
package org.folioscope.vm.pin;

import org.jspecify.annotations.NullMarked;
