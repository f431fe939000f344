package org.folioscope.simulation.lockdep;

import java.util.List;

/**
 * A task wants a lock.
 *
 * @param name of the task
 * @param task its id
 * @param interrupt whether it is an interrupt
 * @param interruptsOn whether interrupts are on at its CPU
 * @param wanted the lock
 * @param held what it holds already
 */
record Attempt(
    String name,
    int task,
    boolean interrupt,
    boolean interruptsOn,
    HeldLock wanted,
    List<HeldLock> held) {}
