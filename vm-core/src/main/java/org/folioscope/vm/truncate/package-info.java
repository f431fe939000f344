/**
 * Taking parts of files away: from page tables, from the page cache, byte for byte at the edges.
 */
@NullMarked
package org.folioscope.vm.truncate;

import org.jspecify.annotations.NullMarked;
