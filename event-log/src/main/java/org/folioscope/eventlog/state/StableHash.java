package org.folioscope.eventlog.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit hashes that depend on values alone, so that they are equal in every process: no identity
 * hash code of an enum or object, no seed. Knows numbers, booleans, strings, enums, {@link
 * Content}, records and lists of these.
 */
public final class StableHash {

  private static final ClassValue<MethodHandle[]> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected MethodHandle[] computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          MethodHandle[] handles = new MethodHandle[components.length];
          for (int i = 0; i < components.length; i++) {
            handles[i] = accessor(components[i]);
          }
          return handles;
        }
      };

  private static final ClassValue<Long> TYPES =
      new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
          return ofText(type.getSimpleName());
        }
      };

  private static final ClassValue<long[]> CONSTANTS =
      new ClassValue<>() {
        @Override
        protected long[] computeValue(Class<?> type) {
          return Arrays.stream(type.getEnumConstants())
              .mapToLong(constant -> ofText(((Enum<?>) constant).name()))
              .toArray();
        }
      };

  private StableHash() {}

  /**
   * Spreads the bits of a number over the whole word (the finaliser known as Stafford's variant
   * 13).
   */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * The hash of a value.
   *
   * @throws IllegalArgumentException for a type that has no stable hash
   */
  public static long of(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Content content -> content.hash();
      case String text -> ofText(text);
      case Long number -> mix(number + 0x51);
      case Integer number -> mix(number + 0x52);
      case Boolean flag -> flag ? 0x3C79AC492BA7B653L : 0x1C69B3F74AC4AE35L;
      case Byte number -> mix(number + 0x53);
      case Enum<?> constant -> CONSTANTS.get(constant.getDeclaringClass())[constant.ordinal()];
      case List<?> list -> ofList(list);
      case Record parts -> ofRecord(parts);
      default -> throw new IllegalArgumentException("no stable hash for " + value.getClass());
    };
  }

  private static long ofText(String text) {
    long hash = 0xCBF29CE484222325L ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  private static long ofList(List<?> list) {
    long hash = list.size() + 0x77;
    for (Object element : list) {
      hash = mix(hash * 31 + of(element));
    }
    return hash;
  }

  private static long ofRecord(Record parts) {
    long hash = TYPES.get(parts.getClass());
    for (MethodHandle accessor : ACCESSORS.get(parts.getClass())) {
      hash = mix(hash * 31 + of(component(accessor, parts)));
    }
    return hash;
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return MethodHandles.lookup().unreflect(component.getAccessor());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("record component not readable: " + component, e);
    }
  }

  private static Object component(MethodHandle accessor, Record parts) {
    try {
      return accessor.invoke(parts);
    } catch (Throwable e) {
      throw new IllegalStateException("record component not readable: " + accessor, e);
    }
  }
}
