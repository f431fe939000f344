/** Where two logs part. */
@NullMarked
package org.folioscope.eventlog.diff;

import org.jspecify.annotations.NullMarked;
