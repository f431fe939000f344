/** M1 in other tools, each in processes of its own, and the table in which they stand together. */
@NullMarked
package org.folioscope.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
