package org.folioscope.vm.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.folioscope.vm.errno.Errno;

/**
 * The rules of an operation of the contract, for callers and filesystems alike: a row of {@code
 * docs/filesystem-contract.md}, which is made from these, and what the contract's specifications
 * enforce at every call.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

  /** What Linux calls it. */
  String linux();

  /** The locks that the caller holds. */
  Held[] locks() default {};

  /** Whether it may sleep. */
  boolean blocks() default true;

  /** The errors that it may return. */
  Errno[] fails() default {};

  /** The results of a fault that it may return. */
  FaultResult[] results() default {};
}
