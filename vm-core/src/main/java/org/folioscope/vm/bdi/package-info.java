/** The flusher's books: which inodes are dirty, since when, and which is being written. */
@NullMarked
package org.folioscope.vm.bdi;

import org.jspecify.annotations.NullMarked;
