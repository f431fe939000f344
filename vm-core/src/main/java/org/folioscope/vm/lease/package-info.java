/** Layout leases: who holds pages of a file for long is asked before the file's blocks change. */
@NullMarked
package org.folioscope.vm.lease;

import org.jspecify.annotations.NullMarked;
