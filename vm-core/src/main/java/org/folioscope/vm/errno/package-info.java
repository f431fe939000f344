/** Error numbers of system calls. */
@NullMarked
package org.folioscope.vm.errno;

import org.jspecify.annotations.NullMarked;
