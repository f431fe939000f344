package org.folioscope.eventlog.log.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/** How a value of one reference type is written and read; null is a value of each. */
interface ValueCodec {

  void write(@Nullable Object value, ByteSink sink);

  @Nullable Object read(ByteSource source);

  /**
   * The codec of a component's type.
   *
   * @throws IllegalArgumentException for a type that events cannot hold
   */
  static ValueCodec of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new Lists(of(list.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("events cannot hold a " + type);
    }
    if (plain == String.class) {
      return new Texts();
    }
    if (plain == Content.class) {
      return new Contents();
    }
    if (plain == Long.class || plain == Integer.class || plain == Boolean.class) {
      return new Boxes(plain);
    }
    if (plain.isEnum()) {
      return new Enums(plain.getEnumConstants());
    }
    if (plain.isRecord()) {
      return new Records(plain);
    }
    if (plain.isSealed()) {
      return Choices.of(plain);
    }
    throw new IllegalArgumentException("events cannot hold a " + plain.getName());
  }

  /** Texts. */
  record Texts() implements ValueCodec {
    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      sink.writeText((String) value);
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      return source.readText();
    }
  }

  /** Contents. */
  record Contents() implements ValueCodec {
    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      sink.writeContent((Content) value);
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      return source.readContent();
    }
  }

  /** Boxed numbers and flags, as lists hold them. */
  record Boxes(Class<?> type) implements ValueCodec {
    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      sink.writeByte(value == null ? 0 : 1);
      switch (value) {
        case null -> {}
        case Boolean flag -> sink.writeByte(flag ? 1 : 0);
        default -> sink.writeZigzag(((Number) value).longValue());
      }
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      if (!source.readBoolean()) {
        return null;
      }
      if (type == Boolean.class) {
        return source.readBoolean();
      }
      return type == Integer.class ? (Object) source.readInt() : (Object) source.readZigzag();
    }
  }

  /** Enum constants, by place. */
  record Enums(Object[] constants) implements ValueCodec {
    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      sink.writeVarint(value == null ? 0 : ((Enum<?>) value).ordinal() + 1L);
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      long place = source.readVarint();
      if (place < 0 || place > constants.length) {
        throw new MalformedBytesException("no enum constant " + place);
      }
      return place == 0 ? null : constants[(int) place - 1];
    }
  }

  /** Records. */
  record Records(Class<?> type) implements ValueCodec {
    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      sink.writeByte(value == null ? 0 : 1);
      if (value != null) {
        RecordCodec.of(type).write(value, sink);
      }
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      return source.readBoolean() ? RecordCodec.of(type).read(source) : null;
    }
  }

  /** Records of a sealed interface, by place among those permitted. */
  record Choices(List<Class<?>> types) implements ValueCodec {

    static Choices of(Class<?> sealed) {
      List<Class<?>> types = List.of(sealed.getPermittedSubclasses());
      for (Class<?> type : types) {
        if (!type.isRecord()) {
          throw new IllegalArgumentException(
              sealed.getName() + " permits " + type.getName() + ", which is no record");
        }
      }
      return new Choices(types);
    }

    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      if (value == null) {
        sink.writeVarint(0);
        return;
      }
      sink.writeVarint(types.indexOf(value.getClass()) + 1L);
      RecordCodec.of(value.getClass()).write(value, sink);
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      long place = source.readVarint();
      if (place < 0 || place > types.size()) {
        throw new MalformedBytesException("no record type " + place);
      }
      return place == 0 ? null : RecordCodec.of(types.get((int) place - 1)).read(source);
    }
  }

  /** Lists; their elements are never null. */
  record Lists(ValueCodec element) implements ValueCodec {
    @Override
    public void write(@Nullable Object value, ByteSink sink) {
      if (value == null) {
        sink.writeVarint(0);
        return;
      }
      List<?> list = (List<?>) value;
      sink.writeVarint(list.size() + 1L);
      for (Object item : list) {
        element.write(Objects.requireNonNull(item), sink);
      }
    }

    @Override
    public @Nullable Object read(ByteSource source) {
      long count = source.readVarint() - 1;
      if (count < 0) {
        return null;
      }
      if (count > source.remaining()) {
        throw new MalformedBytesException(
            "a list of " + count + " with " + source.remaining() + " bytes left");
      }
      List<Object> list = new ArrayList<>((int) count);
      for (int i = 0; i < count; i++) {
        Object item = element.read(source);
        if (item == null) {
          throw new MalformedBytesException("a list with a hole");
        }
        list.add(item);
      }
      return List.copyOf(list);
    }
  }
}
