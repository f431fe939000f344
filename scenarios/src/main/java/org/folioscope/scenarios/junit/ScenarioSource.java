package org.folioscope.scenarios.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the method of the test class that returns the scenario of a {@link StorageTest}, for
 * example one that {@link org.folioscope.scenarios.builder.Scenarios} built. The method has no
 * parameters and is static, unless there is one instance of the test class for all its methods.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ScenarioSource {

  /** The method's name. */
  String value();
}
