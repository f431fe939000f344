/** Signals that end a program: sending them, and whether one is pending. */
@NullMarked
package org.folioscope.vm.signal;

import org.jspecify.annotations.NullMarked;
