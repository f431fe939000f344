package org.folioscope.scenarios.plugin;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the objects of a plug-in's filesystem, and says in one line why that is not possible. */
public final class Injection {

  private Injection() {}

  /**
   * What the injector gives.
   *
   * @throws PluginException if it cannot build the filesystem
   */
  public static <T> T of(PluginFilesystem filesystem, Supplier<T> injector) {
    AtomicReference<@Nullable T> built = new AtomicReference<>();
    try {
      filesystem.supervised(() -> 0, () -> built.set(injector.get()));
      return Objects.requireNonNull(built.get());
    } catch (ConfigurationException e) {
      throw wrong(filesystem, e.getErrorMessages(), e);
    } catch (CreationException e) {
      throw wrong(filesystem, e.getErrorMessages(), e);
    } catch (ProvisionException e) {
      throw wrong(filesystem, e.getErrorMessages(), e);
    } catch (LinkageError e) {
      throw new PluginException(start(filesystem) + Blame.named(e), e);
    }
  }

  private static PluginException wrong(
      PluginFilesystem filesystem, Collection<Message> messages, RuntimeException e) {
    Message first = messages.iterator().next();
    Throwable cause = first.getCause();
    String why =
        cause == null
            ? first.getMessage().lines().findFirst().orElse("") + " Asked for by " + source(first)
            : Blame.named(cause);
    return new PluginException(start(filesystem) + why, e);
  }

  private static String start(PluginFilesystem filesystem) {
    return filesystem.plugin()
        + ": "
        + filesystem.type().getName()
        + " cannot be built by injection: ";
  }

  private static String source(Message message) {
    return message.getSource();
  }
}
