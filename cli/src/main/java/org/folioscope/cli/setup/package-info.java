/** From what a person typed to a configuration. */
@NullMarked
package org.folioscope.cli.setup;

import org.jspecify.annotations.NullMarked;
