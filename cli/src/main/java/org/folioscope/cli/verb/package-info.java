/** The verbs of the command, a class each. */
@NullMarked
package org.folioscope.cli.verb;

import org.jspecify.annotations.NullMarked;
