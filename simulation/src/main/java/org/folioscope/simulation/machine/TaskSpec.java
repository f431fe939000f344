package org.folioscope.simulation.machine;

/**
 * A task that can be started.
 *
 * @param id unique in the configuration and structural (never from a counter that depends on the
 *     schedule), from 0
 * @param name what a reader sees
 * @param context where its code runs
 * @param cpu its CPU, from 0; -1 for {@link Context#DEVICE}
 * @param body the code: straight-line, shared state only inside steps. What stands before its first
 *     point runs before it is known when the task will have its first turn
 */
public record TaskSpec(int id, String name, Context context, int cpu, Runnable body) {}
