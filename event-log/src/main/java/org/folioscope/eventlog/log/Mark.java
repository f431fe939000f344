package org.folioscope.eventlog.log;

/**
 * A function of the modelled kernel was entered or left. For the reader of a kept run only: it has
 * no number, changes nothing and is no part of equality.
 *
 * @param entered true on entry, false on return
 * @param function the kernel function's name
 * @param detail arguments or result, short, may be empty
 */
public record Mark(boolean entered, String function, String detail) {}
