/** How many pages are dirty or under writeback, and how many may be. */
@NullMarked
package org.folioscope.vm.vmstat;

import org.jspecify.annotations.NullMarked;
