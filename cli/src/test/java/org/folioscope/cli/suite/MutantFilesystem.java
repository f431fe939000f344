package org.folioscope.cli.suite;

import com.google.inject.Injector;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.VmOperations;

/** A model of which one operation is done wrongly, in front of all the others. */
@Singleton
final class MutantFilesystem implements FilesystemType {

  private final FilesystemType original;
  private final Mutations mutations;
  private final Mutation mutation;

  @Inject
  MutantFilesystem(Injector injector, Policies policies, Mutations mutations) {
    this.mutation = policies.get(MutantProvider.MUTATION);
    this.original = injector.getInstance(MutantProvider.base(mutation.base()).type());
    this.mutations = mutations;
  }

  /** An operation done in another way. */
  interface Instead {
    Object apply(Object[] arguments, Call original);
  }

  /** The operation as it should be. */
  interface Call {
    Object apply(Object... arguments);
  }

  @Override
  public void format() {
    original.format();
  }

  @Override
  public MountedFilesystem mount() {
    MountedFilesystem real = original.mount();
    Map<String, Instead> wrong = mutations.of(mutation, real);
    MappingOperations mappings = wrap(MappingOperations.class, real.mappings(), wrong);
    FileOperations files = wrap(FileOperations.class, real.files(), wrong);
    VmOperations memory = wrap(VmOperations.class, real.memory(), wrong);
    InodeOperations inodes = wrap(InodeOperations.class, real.inodes(), wrong);
    return wrap(
        MountedFilesystem.class,
        real,
        Map.of(
            "mappings", (_, _) -> mappings,
            "files", (_, _) -> files,
            "memory", (_, _) -> memory,
            "inodes", (_, _) -> inodes));
  }

  @Override
  public List<String> check() {
    return original.check();
  }

  private static <T> T wrap(Class<T> type, T real, Map<String, Instead> wrong) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Instead instead = wrong.get(method.getName());
              Object[] given = arguments == null ? new Object[0] : arguments;
              return instead == null
                  ? call(real, method, given)
                  : instead.apply(given, again -> call(real, method, again));
            });
    return type.cast(proxy);
  }

  private static Object call(Object real, Method method, Object... arguments) {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      // What ends a task of the machine has to come through as it is.
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
