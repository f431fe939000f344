/** Swap: the slots, the swap cache, and pages on their way out and in. */
@NullMarked
package org.folioscope.vm.swap;

import org.jspecify.annotations.NullMarked;
