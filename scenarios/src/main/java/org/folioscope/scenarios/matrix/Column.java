package org.folioscope.scenarios.matrix;

import java.util.Optional;
import java.util.SequencedMap;
import org.folioscope.scenarios.language.Position;

/**
 * A column: one kernel with some policies set by hand.
 *
 * @param code short, unique in its matrix
 * @param name what it is, in words
 * @param proposer who proposed it where; may be empty
 * @param note anything else; may be empty
 * @param kernel its preset, if it is not the matrix's
 * @param policies set by hand, after those of the matrix
 * @param position where it stands in its file
 */
public record Column(
    String code,
    String name,
    String proposer,
    String note,
    Optional<String> kernel,
    SequencedMap<String, String> policies,
    Position position) {}
