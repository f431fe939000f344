/** The filesystem contract: what a plug-in implements and what it may rely on. */
@NullMarked
package org.folioscope.vm.contract;

import org.jspecify.annotations.NullMarked;
