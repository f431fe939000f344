/** Running one configuration of a scenario: set-up once, executions, kept runs. */
@NullMarked
package org.folioscope.scenarios.run;

import org.jspecify.annotations.NullMarked;
