/** The cases of the suites on filesystems of the kernel that runs the tests. */
@NullMarked
package org.folioscope.cli.real;

import org.jspecify.annotations.NullMarked;
