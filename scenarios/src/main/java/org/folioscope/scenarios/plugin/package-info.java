/** Plug-in jars: filesystems and policies that come from outside, and whose fault a failure is. */
@NullMarked
package org.folioscope.scenarios.plugin;

import org.jspecify.annotations.NullMarked;
