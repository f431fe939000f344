package org.folioscope.cli.setup;

import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a person asked for.
 *
 * @param scenario a built-in scenario's name, or a path
 * @param kernel a preset, if one was given
 * @param filesystem a filesystem, if one was given
 * @param policies policies set by hand, in the order given
 */
public record Choices(
    String scenario,
    Optional<String> kernel,
    Optional<String> filesystem,
    SequencedMap<String, String> policies) {}
