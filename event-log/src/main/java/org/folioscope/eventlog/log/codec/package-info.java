/** Events as bytes. */
@NullMarked
package org.folioscope.eventlog.log.codec;

import org.jspecify.annotations.NullMarked;
