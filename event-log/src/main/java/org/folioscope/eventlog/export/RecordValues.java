package org.folioscope.eventlog.export;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reads the components of records that may be nested in places we are not allowed to look into. */
final class RecordValues {

  private RecordValues() {}

  static @Nullable Object get(RecordComponent component, Object parts) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(parts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record component not readable: " + component, e);
    }
  }
}
