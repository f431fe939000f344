/** Inodes: size, dirtiness and locks. */
@NullMarked
package org.folioscope.vm.inode;

import org.jspecify.annotations.NullMarked;
