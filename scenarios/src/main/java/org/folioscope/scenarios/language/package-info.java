/**
 * The scenario language: from the text of a YAML file to an immutable {@link
 * org.folioscope.scenarios.language.Scenario}, and nothing further.
 *
 * <p>A file is YAML; its call lines are written as in strace. This package knows neither the calls
 * (a caller gives their {@link org.folioscope.scenarios.language.Signatures}) nor kernels nor
 * filesystems. Every error is one line that starts with file, line and column. The grammar is in
 * {@code docs/scenarios.md}.
 *
 * <p>The way of a text: {@code SourceDecoder} (bytes to characters) → {@code YamlTree} (characters
 * to nodes with positions) → {@code ScenarioReader} (nodes to records; {@code CallParser} for the
 * call lines) → {@code CallChecker}.
 */
@NullMarked
package org.folioscope.scenarios.language;

import org.jspecify.annotations.NullMarked;
