/** The ext4 model, a plug-in of the filesystem contract. */
@NullMarked
package org.folioscope.ext4;

import org.jspecify.annotations.NullMarked;
