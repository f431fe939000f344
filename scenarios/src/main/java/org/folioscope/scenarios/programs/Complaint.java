package org.folioscope.scenarios.programs;

/**
 * What is wrong with a run of a program.
 *
 * @param id of a violation, or which property does not hold
 * @param message for a person
 */
public record Complaint(String id, String message) {}
