/**
 * M1, the small model that every tool can hold: a page, its lock, and direct I/O into it while
 * writeback and reclaim are at work.
 */
@NullMarked
package org.folioscope.benchmarks.m1;

import org.jspecify.annotations.NullMarked;
