/** State again, from a log. */
@NullMarked
package org.folioscope.eventlog.replay;

import org.jspecify.annotations.NullMarked;
