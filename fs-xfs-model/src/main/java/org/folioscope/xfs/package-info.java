/** The XFS model, a plug-in of the filesystem contract. */
@NullMarked
package org.folioscope.xfs;

import org.jspecify.annotations.NullMarked;
