/** One flat directory, for filesystems that have nothing of their own to say about names. */
@NullMarked
package org.folioscope.vm.directory;

import org.jspecify.annotations.NullMarked;
