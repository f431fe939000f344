/** What was claimed in the threads of mails, and whether it is so: decided by exploring. */
@NullMarked
package org.folioscope.scenarios.claim;

import org.jspecify.annotations.NullMarked;
