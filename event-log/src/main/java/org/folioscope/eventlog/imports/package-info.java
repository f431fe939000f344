/** Logs from what the export writes. */
@NullMarked
package org.folioscope.eventlog.imports;

import org.jspecify.annotations.NullMarked;
