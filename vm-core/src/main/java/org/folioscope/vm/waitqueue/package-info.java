/** Waiting for a bit of a page: hashed queues of sleepers, and waking them. */
@NullMarked
package org.folioscope.vm.waitqueue;

import org.jspecify.annotations.NullMarked;
