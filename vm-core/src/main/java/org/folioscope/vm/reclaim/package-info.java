/** Taking pages back. */
@NullMarked
package org.folioscope.vm.reclaim;

import org.jspecify.annotations.NullMarked;
