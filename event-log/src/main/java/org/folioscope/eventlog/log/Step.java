package org.folioscope.eventlog.log;

/**
 * The place of an event: events of one step happened together, with no other task in between.
 *
 * @param number the step's number, from 1
 * @param task the id of the task that took the step; -1 for the machine itself
 * @param time virtual time in nanoseconds
 * @param cause the number of the event that made the task able to run, or 0
 */
public record Step(long number, int task, long time, long cause) {}
