package org.folioscope.eventlog.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportTest {

  private final ToyOwner owner = new ToyOwner();
  private final MemoryLog log = new MemoryLog(owner.space(), true);
  private LogHeader header;

  @BeforeEach
  void writeLog() {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("task.1", "reader");
    header = LogHeader.of(List.of(Toy.FAMILY), properties);
    log.mark(new Mark(true, "do_read", "fd=3"));
    log.beginStep(1, 1500, 0);
    log.append(owner, new Toy.NumberPut(3, -1));
    log.append(owner, new Toy.Said("a \"b\"", true, Toy.Mood.GRIM));
    log.mark(new Mark(false, "do_read", "ret=0"));
    log.endStep();
    log.beginStep(-1, 2000, 2);
    Toy.Point point = new Toy.Point(1, 2, true);
    log.append(
        owner,
        new Toy.Drawn(new Toy.Shape.Dot(point), List.of(), List.of(7L, 8L), null, List.of("x")));
    log.append(owner, new Toy.Written(9, Content.fill(0xAB, 4096)));
    log.append(owner, new Toy.Written(9, Content.pattern(5, 512, 1024)));
    log.append(owner, new Toy.Written(9, Content.of(new byte[] {1, 2})));
    log.append(owner, new Toy.Written(9, null));
    log.endStep();
  }

  @Test
  void textHasOneAlignedLineForEachEvent() throws IOException {
    assertThat(text(true).lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "                        reader               > do_read fd=3",
            "       1          1500  reader            -    NumberPut slot=3 value=-1",
            "       2                                       Said text=\"a \\\"b\\\"\" loud=true mood=GRIM",
            "                        reader               < do_read ret=0",
            "       3          2000  machine           2  Drawn shape=Dot(at=Point(x=1 y=2 visible=true)) more=[] numbers=[7 8] at=none"
                + " labels=[x]",
            "       4                                     Written key=9 content=fill(0xAB)*4096",
            "       5                                     Written key=9 content=pattern(5@512)*1024",
            "       6                                     Written key=9 content=bytes(0102)",
            "       7                                     Written key=9 content=none");
    assertThat(text(true))
        .startsWith("#  event: number of the event")
        .endsWith("#  complete: 7 events\n");
  }

  @Test
  void marksAreWrittenOnlyWhenAskedFor() throws IOException {
    assertThat(text(false)).doesNotContain("do_read").contains("  NumberPut slot=3");
  }

  @Test
  void jsonHasOneObjectALine() throws IOException {
    String digest = "\"digest\":\"[0-9a-f]{16}\"}";
    assertThat(json().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"log\":{\"format\":1,\"families\":[{\"name\":\"toy\",\"version\":3,\"types\":[\"NumberPut\",")
                    .endsWith("}],\"properties\":{\"task.1\":\"reader\"}}}"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"step\":1,\"after\":0,\"mark\":{\"entered\":true,\"function\":\"do_read\",\"detail\":\"fd=3\"}}"),
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"n\":1,\"step\":1,\"task\":1,\"time\":1500,\"cause\":0,\"family\":\"toy\",\"event\":\"NumberPut\","
                            + "\"fields\":\\{\"slot\":3,\"value\":-1},"
                            + digest),
            line ->
                assertThat(line)
                    .contains(
                        "\"fields\":{\"text\":\"a \\\"b\\\"\",\"loud\":true,\"mood\":\"GRIM\"}"),
            line -> assertThat(line).contains("\"after\":2,\"mark\":{\"entered\":false"),
            line ->
                assertThat(line)
                    .contains(
                        "\"fields\":{\"shape\":{\"is\":\"Dot\",\"at\":{\"x\":1,\"y\":2,\"visible\":true}},\"more\":[],\"numbers\":[7,8],"
                            + "\"at\":null,\"labels\":[\"x\"]}"),
            line -> assertThat(line).contains("\"content\":{\"fill\":171,\"length\":4096}"),
            line ->
                assertThat(line)
                    .contains("\"content\":{\"pattern\":5,\"offset\":512,\"length\":1024}"),
            line -> assertThat(line).contains("\"content\":{\"literal\":\"0102\"}"),
            line -> assertThat(line).contains("\"content\":null"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"end\":{\"state\":\"complete\",\"message\":\"complete: 7 events\"}}"));
  }

  @Test
  void anUnknownEventIsShownAsItIs() {
    OpaqueEvent opaque = new OpaqueEvent("plug", 0, "PluggedIn", Content.of(new byte[] {1, 2}));
    assertThat(EventText.of(opaque)).isEqualTo("PluggedIn (plug, not known here) bytes(0102)");
  }

  private String text(boolean marks) throws IOException {
    StringBuilder out = new StringBuilder();
    TextExport.write(log.cursor(), TextExport.taskNames(header), marks, out);
    return out.toString();
  }

  private String json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonlExport.write(header, log.cursor(), List.of(Toy.FAMILY), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
