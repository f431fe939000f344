/** Marking folios dirty by way of their filesystem. */
@NullMarked
package org.folioscope.vm.dirty;

import org.jspecify.annotations.NullMarked;
