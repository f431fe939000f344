/** What people read: diagrams, tables, splats and states, as plain text made from logs. */
@NullMarked
package org.folioscope.scenarios.report;

import org.jspecify.annotations.NullMarked;
