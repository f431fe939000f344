/** The block device: bios, device-time DMA, completion interrupts. */
@NullMarked
package org.folioscope.block;

import org.jspecify.annotations.NullMarked;
