package org.folioscope.simulation.schedule;

/**
 * One place where a schedule leaves the default.
 *
 * @param after the task that took the last step, {@link Choice#NONE} at the start
 * @param steps how many steps that task had taken in this run
 * @param next the task that takes the next step
 */
public record Deviation(int after, long steps, int next) {}
