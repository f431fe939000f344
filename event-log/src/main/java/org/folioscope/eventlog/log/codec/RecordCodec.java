package org.folioscope.eventlog.log.codec;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the components of one record class in their order. Numbers go through method
 * handles that do not box: writing takes one accessor after the other, reading is one handle made
 * of the constructor with a reading handle in the place of each argument.
 */
final class RecordCodec {

  private static final ClassValue<RecordCodec> CODECS =
      new ClassValue<>() {
        @Override
        protected RecordCodec computeValue(Class<?> type) {
          return new RecordCodec(type);
        }
      };

  private final Part[] parts;
  private final MethodHandle reader;

  private RecordCodec(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    parts = new Part[components.length];
    for (int i = 0; i < components.length; i++) {
      parts[i] = Part.of(components[i]);
    }
    reader = reader(type, components);
  }

  static RecordCodec of(Class<?> type) {
    return CODECS.get(type);
  }

  void write(Object parent, ByteSink sink) {
    for (Part part : parts) {
      part.write(parent, sink);
    }
  }

  Object read(ByteSource source) {
    try {
      return (Object) reader.invokeExact(source);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor failed", e);
    }
  }

  private MethodHandle reader(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      MethodHandle handle = MethodHandles.lookup().unreflectConstructor(constructor);
      // What is collected last runs first, so the first component is collected last.
      for (int i = types.length - 1; i >= 0; i--) {
        handle = MethodHandles.collectArguments(handle, i, parts[i].reader(types[i]));
      }
      handle = handle.asType(handle.type().changeReturnType(Object.class));
      if (types.length == 0) {
        return MethodHandles.dropArguments(handle, 0, ByteSource.class);
      }
      return MethodHandles.permuteArguments(
          handle, methodType(Object.class, ByteSource.class), new int[types.length]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "events cannot hold a " + type.getName() + ": no access to its constructor", e);
    }
  }

  /** One component. */
  private record Part(Kind kind, MethodHandle getter, @Nullable ValueCodec codec) {

    private enum Kind {
      FLAG,
      NUMBER,
      REFERENCE
    }

    static Part of(RecordComponent component) {
      Type type = component.getGenericType();
      MethodHandle getter = getter(component);
      if (type == boolean.class) {
        return new Part(Kind.FLAG, getter.asType(methodType(boolean.class, Object.class)), null);
      }
      if (type == int.class || type == long.class) {
        return new Part(Kind.NUMBER, getter.asType(methodType(long.class, Object.class)), null);
      }
      return new Part(
          Kind.REFERENCE,
          getter.asType(methodType(Object.class, Object.class)),
          ValueCodec.of(type));
    }

    void write(Object parent, ByteSink sink) {
      try {
        switch (kind) {
          case FLAG -> sink.writeByte((boolean) getter.invokeExact(parent) ? 1 : 0);
          case NUMBER -> sink.writeZigzag((long) getter.invokeExact(parent));
          case REFERENCE -> {
            if (codec != null) {
              codec.write((Object) getter.invokeExact(parent), sink);
            }
          }
        }
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("a record's accessor failed", e);
      }
    }

    MethodHandle reader(Class<?> type) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return switch (kind) {
        case FLAG -> lookup.findVirtual(ByteSource.class, "readBoolean", methodType(boolean.class));
        case NUMBER ->
            type == int.class
                ? lookup.findVirtual(ByteSource.class, "readInt", methodType(int.class))
                : lookup.findVirtual(ByteSource.class, "readZigzag", methodType(long.class));
        case REFERENCE ->
            lookup
                .findVirtual(ValueCodec.class, "read", methodType(Object.class, ByteSource.class))
                .bindTo(codec)
                .asType(methodType(type, ByteSource.class));
      };
    }

    private static MethodHandle getter(RecordComponent component) {
      try {
        component.getAccessor().setAccessible(true);
        return MethodHandles.lookup().unreflect(component.getAccessor());
      } catch (IllegalAccessException e) {
        throw new IllegalArgumentException("no access to " + component, e);
      }
    }
  }
}
