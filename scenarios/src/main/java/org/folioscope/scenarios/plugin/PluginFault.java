package org.folioscope.scenarios.plugin;

/**
 * What a plug-in did in an execution that ended it.
 *
 * @param message plug-in, class, operation and what happened, in one line
 * @param brokenContract a rule of the contract was broken; else something was thrown
 */
public record PluginFault(String message, boolean brokenContract) {}
