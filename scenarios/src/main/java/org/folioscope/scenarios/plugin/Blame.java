package org.folioscope.scenarios.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault it is that something was thrown: the frames of a plug-in's code tell, by the name of
 * their class loader.
 */
public final class Blame {

  private static final String COROUTINE = "jdk.internal.vm.Continuation";

  private Blame() {}

  /**
   * What was thrown under which of a plug-in's operations, in one line; nothing if no code of a
   * plug-in had to do with it.
   */
  public static Optional<String> of(Throwable thrown) {
    return operation(thrown.getStackTrace()).map(operation -> operation + ": " + named(thrown));
  }

  /**
   * The operation of a plug-in that a stack is in, as {@code Class.method}: the one that the
   * product called.
   */
  public static Optional<String> operation(StackTraceElement[] stack) {
    @Nullable StackTraceElement outermost = null;
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals(COROUTINE)) {
        break;
      }
      outermost = PluginLoader.isPlugin(frame) ? frame : outermost;
    }
    return Optional.ofNullable(outermost)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName());
  }

  /** What was thrown, in words. */
  static String named(Throwable thrown) {
    String text = thrown.getMessage();
    String what =
        switch (thrown) {
          case NoClassDefFoundError _ -> "the class " + dotted(text) + " is missing";
          case NoSuchMethodError _ -> "there is no method " + text;
          case NoSuchFieldError _ -> "there is no field " + text;
          case AbstractMethodError _ -> "a method is not implemented: " + text;
          default -> "threw " + thrown;
        };
    return what.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String dotted(@Nullable String name) {
    return name == null ? "?" : name.replace('/', '.');
  }
}
