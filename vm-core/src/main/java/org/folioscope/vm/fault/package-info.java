/** Page faults. */
@NullMarked
package org.folioscope.vm.fault;

import org.jspecify.annotations.NullMarked;
