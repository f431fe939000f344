package org.folioscope.cli.catalogue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * Walks every object that can be reached from a machine and sorts its fields: what can hold
 * emulated state besides the containers.
 */
final class StateWalk {

  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Class.class,
          Boolean.class,
          Integer.class,
          Long.class,
          Content.class,
          StateSpace.class);

  private final Set<String> notLookedInto;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> toDo = new ArrayDeque<>();
  private final Set<Container> containers = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> leftOut = new TreeSet<>();
  private final Set<String> assignable = new TreeSet<>();
  private final Set<String> strange = new TreeSet<>();
  private final Map<String, List<String>> tables = new TreeMap<>();

  /**
   * Walks.
   *
   * @param notLookedInto fields, as {@code Class.field}, that are left out
   */
  StateWalk(Object root, Set<String> notLookedInto) {
    this.notLookedInto = notLookedInto;
    toDo.add(root);
    while (!toDo.isEmpty()) {
      Object next = toDo.removeLast();
      if (seen.add(next)) {
        lookInto(next);
      }
    }
  }

  /** Every container that some object holds. */
  Set<Container> containers() {
    return containers;
  }

  /** The fields that were met and left out. */
  Set<String> leftOut() {
    return leftOut;
  }

  /** Fields that can be assigned. */
  Set<String> assignable() {
    return assignable;
  }

  /** Values of a kind that nothing is known of, with the field that holds them. */
  Set<String> strange() {
    return strange;
  }

  /** What each collection and array holds, by field; objects by identity. */
  Map<String, List<String>> tables() {
    return tables;
  }

  private void lookInto(Object object) {
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        String name = type.getSimpleName() + "." + field.getName();
        if (notLookedInto.contains(name)) {
          leftOut.add(name);
        } else if (!Modifier.isStatic(field.getModifiers())) {
          if (!Modifier.isFinal(field.getModifiers())) {
            assignable.add(name);
          }
          take(name, valueOf(field, object));
        }
      }
    }
  }

  private void take(String field, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Container container -> containers.add(container);
      case Enum<?> _ -> {}
      case Map<?, ?> map -> {
        table(field, map.keySet());
        table(field, map.values());
      }
      case Collection<?> collection -> table(field, collection);
      case Object[] array -> table(field, Arrays.asList(array));
      default -> takeObject(field, value);
    }
  }

  private void takeObject(String field, Object value) {
    Class<?> type = value.getClass();
    if (VALUES.contains(type) || type.isHidden() || type.getName().startsWith("io.vavr.")) {
      return;
    }
    if (type.getName().startsWith("org.folioscope.")) {
      toDo.add(value);
    } else {
      strange.add(field + ": " + type.getName());
    }
  }

  private void table(String field, Collection<?> values) {
    List<String> held = tables.computeIfAbsent(field, _ -> new ArrayList<>());
    for (Object value : values) {
      held.add(value == null ? "" : value.getClass().getName() + System.identityHashCode(value));
      take(field, value);
    }
  }

  private static @Nullable Object valueOf(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
