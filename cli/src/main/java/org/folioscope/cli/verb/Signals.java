package org.folioscope.cli.verb;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals by way of {@code sun.misc.Signal}, which every JDK has. It is called by reflection: the
 * compiler warns of each use of its name, and its warnings are errors here.
 */
final class Signals {

  private Signals() {}

  /**
   * Has a signal call somebody, with its number, instead of ending the JVM. Does nothing where
   * there is no such signal, or the JVM was told to leave signals alone.
   *
   * @param name without SIG
   */
  static void handle(String name, IntConsumer handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      int number = (int) signal.getMethod("getNumber").invoke(of(signal, name));
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlers},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  handler.accept(number);
                }
                return null;
              });
      signal.getMethod("handle", signal, handlers).invoke(null, of(signal, name), proxy);
    } catch (ReflectiveOperationException e) {
      // the signal ends the JVM at once, as it does for most programs
    }
  }

  private static Object of(Class<?> signal, String name) throws ReflectiveOperationException {
    return signal.getConstructor(String.class).newInstance(name);
  }
}
