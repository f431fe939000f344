/**
 * Scenarios written in Java: {@link org.folioscope.scenarios.builder.Scenarios#named} begins one,
 * {@link org.folioscope.scenarios.builder.Terms} has the words for a static import.
 *
 * <p>A built scenario is what a YAML file with its canonical text would be: {@link
 * org.folioscope.scenarios.builder.ScenarioBuilder#build} writes the steps down as that text and
 * has {@link org.folioscope.scenarios.language.ScenarioParser} read it, so there is one grammar and
 * one set of checks. Only places differ: an error names the step, and the line of the Java source
 * that took it.
 */
@NullMarked
package org.folioscope.scenarios.builder;

import org.jspecify.annotations.NullMarked;
