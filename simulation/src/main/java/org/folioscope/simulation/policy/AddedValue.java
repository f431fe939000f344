package org.folioscope.simulation.policy;

/**
 * A further value of a policy that is there already, with the code that it stands for: somebody's
 * patch, to be tried beside the others.
 *
 * @param policy the policy's name
 * @param name the value, as a person types it
 * @param help what it does, in one sentence
 * @param strategy what is asked where the policy makes a difference; of the policy's {@link
 *     Policy#point}. Without state: whatever it needs it is given
 */
public record AddedValue(String policy, String name, String help, Object strategy) {}
