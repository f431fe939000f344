/** get_user_pages and pin_user_pages: how devices come to hold the pages of a process. */
@NullMarked
package org.folioscope.gup;

import org.jspecify.annotations.NullMarked;
