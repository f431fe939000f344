package org.folioscope.scenarios.plugin;

import java.util.Optional;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.watch.ContractViolation;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault it is that something was thrown: the frames of a plug-in's code tell, by the name of
 * their class loader.
 */
public final class Blame {

  private static final String LAMBDA = "lambda$";
  private static final String COROUTINE = "jdk.internal.vm.Continuation";

  private Blame() {}

  /**
   * What was thrown under which of a plug-in's operations, in one line; nothing if no code of a
   * plug-in had to do with it.
   */
  public static Optional<String> of(Throwable thrown) {
    return operation(thrown.getStackTrace()).map(operation -> operation + ": " + named(thrown));
  }

  /** The same in a run on the filesystem, whose contract may be what was broken. */
  public static Optional<String> of(Throwable thrown, FilesystemProvider filesystem) {
    if (thrown instanceof ContractViolation broken
        && filesystem instanceof PluginFilesystem from
        && broken.where().startsWith(from.type().getPackageName())) {
      return Optional.of(from.plugin() + ": " + broken.where() + ": " + broken.complaint());
    }
    return of(thrown);
  }

  /**
   * The plug-in that a stack is in, and its operation as {@code Class.method}: the one that the
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
        .map(frame ->
            frame.getClassLoaderName() + ": " + frame.getClassName() + "." + method(frame));
  }

  /** The method itself where the code stands in a lambda of it. */
  private static String method(StackTraceElement frame) {
    String name = frame.getMethodName();
    return name.startsWith(LAMBDA) ? name.substring(LAMBDA.length(), name.lastIndexOf('$')) : name;
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
