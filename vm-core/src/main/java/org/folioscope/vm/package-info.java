/** The memory side of the kernel and the filesystem contract. */
@NullMarked
package org.folioscope.vm;

import org.jspecify.annotations.NullMarked;
