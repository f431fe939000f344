package org.folioscope.vm.contract.watch;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.LongCell;
import org.jspecify.annotations.Nullable;

/**
 * Looks for state that a plug-in keeps outside the containers, where neither digest nor undo nor
 * replay would know of it. Each field of the plug-in's own objects must be final and hold a
 * container, an immutable value, a part of the machine, or another of the plug-in's objects, or a
 * collection of containers or of the plug-in's objects.
 */
public final class PluginState {

  private static final String HOST = "org.folioscope.";

  private final String pluginPackage;
  private final ClassLoader loader;
  private final List<Object> seen = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private PluginState(Class<?> type) {
    this.pluginPackage = type.getPackageName();
    this.loader = type.getClassLoader();
  }

  /**
   * A line for each field that could hide state, reachable from the object; its package and those
   * below are the plug-in.
   */
  public static List<String> hidden(Object root) {
    PluginState search = new PluginState(root.getClass());
    search.object(root);
    return search.complaints;
  }

  /** A line for each static field of a plug-in's class that could hide state. */
  public static List<String> hiddenStatics(Class<?> type) {
    PluginState search = new PluginState(type);
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        search.staticField(field);
      }
    }
    return search.complaints;
  }

  private void object(Object object) {
    if (seen.stream().anyMatch(known -> known == object)) {
      return;
    }
    seen.add(object);
    for (Class<?> type = object.getClass();
        type != null && isPlugin(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        field(object, field);
      }
    }
  }

  private void staticField(Field field) {
    if (!Modifier.isFinal(field.getModifiers())) {
      complaints.add(name(field) + " is not final");
      return;
    }
    Object value = read(null, field);
    if (value != null && isChangeable(value)) {
      complaints.add(name(field) + " holds a " + value.getClass().getName());
    }
  }

  /** A lookup table is an array, too: only one that is not empty can have been changed. */
  private static boolean isChangeable(Object value) {
    String type = value.getClass().getName();
    return type.startsWith("java.util.concurrent.")
        || value instanceof ThreadLocal<?>
        || value instanceof StringBuilder
        || value instanceof BitSet
        || (value instanceof Collection<?> || value instanceof Map<?, ?>) && !isUnchangeable(value);
  }

  private static boolean isUnchangeable(Object collection) {
    String type = collection.getClass().getName();
    return type.startsWith("java.util.ImmutableCollections")
        || type.startsWith("java.util.Collections$")
        || !type.startsWith("java.util.");
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }

  private void field(Object object, Field field) {
    String name = name(field);
    if (!Modifier.isFinal(field.getModifiers())) {
      complaints.add(name + " is not final");
      return;
    }
    if (Modifier.isStatic(field.getModifiers())) {
      return;
    }
    Object value = read(object, field);
    if (value != null && !accepted(value)) {
      complaints.add(name + " holds a " + value.getClass().getName());
    }
  }

  private boolean accepted(Object value) {
    Class<?> type = value.getClass();
    if (value instanceof Record && isPlugin(type)) {
      object(value);
      return true;
    }
    if (value instanceof Container
        || value instanceof LongCell
        || isImmutable(value)
        || type.isHidden()) {
      return true;
    }
    if (isPlugin(type)) {
      object(value);
      return true;
    }
    if (value instanceof Object[] array) {
      return array.length > 0 && allHandles(List.of(array));
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(PluginState::isImmutable)
          && acceptedCollection(map.values(), map);
    }
    if (value instanceof Collection<?> collection) {
      return acceptedCollection(collection, collection);
    }
    return type.getName().startsWith(HOST);
  }

  /** A changeable collection may hold handles that are made when first asked for, never values. */
  private boolean acceptedCollection(Collection<?> elements, Object whole) {
    return allHandles(elements)
        || (isUnchangeable(whole) && elements.stream().allMatch(this::accepted));
  }

  private boolean allHandles(Collection<?> elements) {
    return !elements.isEmpty()
        && elements.stream()
            .allMatch(element ->
                element instanceof Container || (!isImmutable(element) && accepted(element)));
  }

  private boolean isPlugin(Class<?> type) {
    return loader != PluginState.class.getClassLoader() && type.getClassLoader() == loader
        || type.getPackageName().equals(pluginPackage)
        || type.getPackageName().startsWith(pluginPackage + ".");
  }

  private static boolean isImmutable(Object value) {
    return value instanceof String
        || value instanceof Number number && number.getClass().getPackageName().equals("java.lang")
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof Content
        || value instanceof Class<?>
        || value instanceof Record;
  }

  private static @Nullable Object read(@Nullable Object object, Field field) {
    field.setAccessible(true);
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }
}
