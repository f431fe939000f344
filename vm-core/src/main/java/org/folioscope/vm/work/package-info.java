/** Work that interrupts leave to a kernel thread. */
@NullMarked
package org.folioscope.vm.work;

import org.jspecify.annotations.NullMarked;
