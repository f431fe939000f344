package org.folioscope.eventlog.imports;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * Records and their components from JSON, as {@code export.JsonValues} writes them. Whatever does
 * not fit the types is refused with the path to it.
 */
final class RecordReader {

  private RecordReader() {}

  /** The record whose components are the members. */
  static Object read(Class<?> type, Members members) {
    RecordComponent[] components = type.getRecordComponents();
    boolean named = isChoice(type) && members.has("is");
    if (named && !members.text("is").equals(type.getSimpleName())) {
      throw new MalformedLineException(
          members.below("is") + " is not \"" + type.getSimpleName() + "\"");
    }
    List<String> names = new ArrayList<>();
    for (RecordComponent component : components) {
      names.add(component.getName());
    }
    if (named) {
      names.add("is");
    }
    if (members.values().size() != names.size() || !members.values().keySet().containsAll(names)) {
      members.only(names.toArray(new String[0]));
    }
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      values[i] = value(components[i].getGenericType(), members.value(name), members.below(name));
    }
    return create(type, components, values);
  }

  private static @Nullable Object value(Type type, @Nullable Object value, String path) {
    if (value == null && !(type instanceof Class<?> plain && plain.isPrimitive())) {
      return null;
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(list.getActualTypeArguments()[0], value, path);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("events cannot hold a " + type);
    }
    return switch (value) {
      case Long number when plain == long.class || plain == Long.class -> number;
      case Long number when (plain == int.class || plain == Integer.class) && isInt(number) ->
          number.intValue();
      case Boolean flag when plain == boolean.class || plain == Boolean.class -> flag;
      case String text when plain == String.class -> text;
      case String text when plain.isEnum() -> constant(plain, text, path);
      case Members members when plain == Content.class -> content(members);
      case Members members when plain.isRecord() -> read(plain, members);
      case Members members when plain.isSealed() -> read(choice(plain, members), members);
      case null, default -> throw refused(value, path, plain.getSimpleName());
    };
  }

  private static List<Object> list(Type element, @Nullable Object value, String path) {
    if (!(value instanceof List<?> items)) {
      throw refused(value, path, "list");
    }
    List<Object> list = new ArrayList<>(items.size());
    for (Object item : items) {
      String at = path + "[" + list.size() + "]";
      Object read = value(element, item, at);
      if (read == null) {
        throw new MalformedLineException(at + " is null");
      }
      list.add(read);
    }
    return List.copyOf(list);
  }

  private static Object constant(Class<?> type, String name, String path) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw refused(name, path, type.getSimpleName());
  }

  private static Class<?> choice(Class<?> sealed, Members members) {
    String name = members.text("is");
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      if (type.getSimpleName().equals(name)) {
        return type;
      }
    }
    throw refused(name, members.below("is"), sealed.getSimpleName());
  }

  /** What {@code export.JsonValues} writes for a content. */
  static Content content(Members members) {
    if (members.has("fill")) {
      members.only("fill", "length");
      return Content.fill(within(members, "fill", 255), within(members, "length"));
    }
    if (members.has("pattern")) {
      members.only("pattern", "offset", "length");
      return Content.pattern(
          members.number("pattern"), members.number("offset"), within(members, "length"));
    }
    if (members.has("literal")) {
      members.only("literal");
      return Content.of(members.bytes("literal"));
    }
    members.only("blob");
    try {
      return Content.of(Base64.getDecoder().decode(members.text("blob")));
    } catch (IllegalArgumentException e) {
      throw new MalformedLineException(members.below("blob") + " is not base64");
    }
  }

  private static int within(Members members, String name) {
    return within(members, name, Integer.MAX_VALUE);
  }

  private static int within(Members members, String name, int most) {
    long value = members.number(name);
    if (value < 0 || value > most) {
      throw new MalformedLineException(
          members.below(name) + " is not between 0 and " + most + ": " + value);
    }
    return (int) value;
  }

  private static Object create(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new MalformedLineException(
          "no " + type.getSimpleName() + " has these fields: " + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "events cannot hold a " + type.getName() + ": no access to its constructor", e);
    }
  }

  private static boolean isChoice(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
  }

  private static boolean isInt(long value) {
    return value == (int) value;
  }

  private static MalformedLineException refused(@Nullable Object value, String path, String what) {
    return new MalformedLineException(path + " is no " + what + ": " + Members.show(value));
  }
}
