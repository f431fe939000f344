package org.folioscope.scenarios.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that explores a scenario: one invocation for each kernel, filesystem and set of policies
 * that the scenario's outcomes name, unless narrowed.
 *
 * <p>Each invocation fails unless the verdict is "expected"; a search that was cut short or showed
 * nothing is no success. A method that takes an {@link org.folioscope.scenarios.explore.Explored}
 * is handed what was found and says itself what must hold, with {@link
 * StorageAssertions#assertThat}. It may also take the {@link
 * org.folioscope.scenarios.language.Scenario} and the {@link
 * org.folioscope.scenarios.run.Configuration}.
 *
 * <p>Filesystems are those of the test's classpath; an invocation for one that is not there is
 * reported as aborted.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(StorageExtension.class)
public @interface StorageTest {

  /** In {@link #bound}: any number of preemptions. */
  int UNBOUNDED = -1;

  /** A built-in scenario's name, or a path; not given where {@link ScenarioSource} is. */
  String scenario() default "";

  /** Only these kernels. Together with {@link #filesystem}, these even if no outcome names them. */
  String[] kernel() default {};

  /** Only these filesystems. */
  String[] filesystem() default {};

  /** Policies set by hand, as {@code name=value}. */
  String[] policies() default {};

  /** How to search. */
  Search strategy() default Search.NAIVE;

  /** At most so many preemptions, first 0, then 1, and so on; or {@link #UNBOUNDED}. */
  int bound() default 2;

  /** At most so many executions. */
  long executions() default 50_000;

  /** Names the random walks. */
  long seed() default 0;
}
