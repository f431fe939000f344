/** The lists of pages by recency. */
@NullMarked
package org.folioscope.vm.lru;

import org.jspecify.annotations.NullMarked;
