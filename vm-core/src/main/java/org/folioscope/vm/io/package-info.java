/** Moving pages between memory and the device: what every filesystem needs. */
@NullMarked
package org.folioscope.vm.io;

import org.jspecify.annotations.NullMarked;
