package org.folioscope.eventlog.log.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;

class EventCodecTest {

  /** Blobs in a list. */
  private static final class Blobs implements BlobStore {

    private final List<Content> blobs = new ArrayList<>();

    @Override
    public long put(Content blob) {
      blobs.add(blob);
      return blobs.size() - 1L;
    }

    @Override
    public Content get(long reference, long digest) {
      if (reference < 0 || reference >= blobs.size()) {
        throw new MalformedBytesException("no blob " + reference);
      }
      return blobs.get((int) reference);
    }
  }

  /** Events that no codec can be made for. */
  sealed interface Odd extends Event {
    /** Carries something that is no value. */
    record Carried(Thread thread) implements Odd {}
  }

  private final Blobs blobs = new Blobs();
  private final EventCodec<Toy> codec = new EventCodec<>(Toy.FAMILY);

  @Property(tries = 1000)
  void readsWhatItWrote(@ForAll long seed) {
    Toy event = new ToyRun(seed).event(new ToyOwner());
    ByteSink sink = new ByteSink(blobs);
    codec.write(event, sink);
    ByteSource source = source(sink.array(), sink.position());

    Toy read = codec.read(source);

    assertThat(read).isEqualTo(event);
    assertThat(source.remaining()).isZero();
    if (event instanceof Toy.Written written
        && written.content() != null
        && read instanceof Toy.Written again) {
      assertThat(String.valueOf(again.content()))
          .as("the description")
          .isEqualTo(written.content().toString());
    }
  }

  @Property(tries = 1000)
  void damagedBytesAreRefusedOrReadAsSomeEvent(@ForAll long seed) {
    Random random = new Random(seed);
    Toy event = new ToyRun(seed).event(new ToyOwner());
    ByteSink sink = new ByteSink(blobs);
    codec.write(event, sink);
    byte[] bytes = Arrays.copyOf(sink.array(), sink.position());
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    try {
      assertThat(codec.read(source(bytes, random.nextInt(bytes.length + 1)))).isNotNull();
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageMatching("\\S.*");
    }
  }

  @Property
  void numbersComeBack(@ForAll long number) {
    ByteSink sink = new ByteSink(blobs);
    sink.writeZigzag(number);
    sink.writeVarint(number);
    sink.writeFixedLong(number);
    ByteSource source = source(sink.array(), sink.position());
    assertThat(source.readZigzag()).isEqualTo(number);
    assertThat(source.readVarint()).isEqualTo(number);
    assertThat(source.readFixedLong()).isEqualTo(number);
  }

  @Example
  void blocksOfAnyLengthComeBack() {
    for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 100_000}) {
      ByteSink sink = new ByteSink(blobs);
      sink.writeByte(9);
      int start = sink.beginBlock();
      sink.writeBytes(new byte[length]);
      sink.endBlock(start);
      sink.writeByte(7);
      ByteSource source = source(sink.array(), sink.position());
      source.readByte();
      int end = source.readBlockEnd();
      assertThat(end - source.position()).isEqualTo(length);
      source.readBytes(length);
      assertThat(source.readByte()).isEqualTo(7);
    }
  }

  @Example
  void smallEventsTakeFewBytes() {
    ByteSink sink = new ByteSink(blobs);
    codec.write(new Toy.NumberPut(3, -5), sink);
    assertThat(sink.position()).isEqualTo(3);
  }

  @Example
  void componentsThatAreNoValuesAreRefused() {
    EventCodec<Odd> odd = new EventCodec<>(EventFamily.of("odd", 1, Odd.class));
    assertThatThrownBy(
            () -> odd.write(new Odd.Carried(Thread.currentThread()), new ByteSink(blobs)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  private ByteSource source(byte[] bytes, int length) {
    ByteSource source = new ByteSource(blobs);
    source.reset(bytes, 0, length);
    return source;
  }
}
