/** Which direct I/O is under way: what its tasks wait for, and what truncation waits for. */
@NullMarked
package org.folioscope.vm.dio;

import org.jspecify.annotations.NullMarked;
