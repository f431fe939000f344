package org.folioscope.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published JSON Schema and the parser agree on the structure of a scenario file. */
class ScenarioSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA_TEXT = schemaText();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA_TEXT);

  private static JsonNode schemaText() {
    try (InputStream in =
        Scenario.class.getResourceAsStream("/org/folioscope/scenarios/scenario.schema.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<ValidationMessage> complaints(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(JSON.valueToTree(loaded));
  }

  static Iterable<String> catalogue() {
    return ScenarioFiles.catalogue();
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void acceptsEveryBuiltInScenario(String name) {
    assertThat(complaints(ScenarioFiles.builtIn(name).text())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "question: why\ndescription: |\n  because\nafter_crash: []\n",
        "options: { debug-vm: on, waitqueues: 1, dma: 8, block-size: 1K }\n",
        "files: { a: 0x10, b: { size: 1, pattern: 7 }, c/d: { size: 1G, sparse: true } }\n",
        "setup: [ f(a, 4096, 0), x = g() ]\n",
        "setup:\n  - f()\n  - repeat: 100\n    calls: [ f() ]\n",
        "outcomes: [ { on: { policy: { pin: on } }, allowed: [ok], because: so } ]\n",
        "outcomes: [ { on: { policy: wake:E4-posted }, allowed: [ok], because: so } ]\n",
        "outcomes: [ { on: { policy: [ pin=on, wake:E2 ] }, allowed: [ok], because: so } ]\n"
      })
  void acceptsWhatTheParserAccepts(String lines) {
    Texts.parse(Texts.with(lines));
    assertThat(complaints(Texts.with(lines))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tsks: 1\n",
        "question: 5\n",
        "question: ''\n",
        "source: [ a ]\n",
        "options: { debug-vm: maybe }\n",
        "options: { debug: on }\n",
        "options: { waitqueues: 0 }\n",
        "options: { dma: 3 }\n",
        "options: on\n",
        "files: [ a ]\n",
        "files: { a: 5s }\n",
        "files: { a: -1 }\n",
        "files: { a: }\n",
        "files: { ../a: 1 }\n",
        "files: { a: { fill: 1 } }\n",
        "files: { a: { size: 1, fill: 256 } }\n",
        "files: { a: { size: 1, fill: 0x100 } }\n",
        "files: { a: { size: 1, sparse: 1 } }\n",
        "files: { a: { size: 1, fill: 1, pattern: 1 } }\n",
        "files: { a: { size: 1, holes: true } }\n",
        "setup: f()\n",
        "setup: { a: f() }\n",
        "setup: [ [ f() ] ]\n",
        "finally:\n  - f(\"a: b\")\n",
        "setup:\n  - repeat: 0\n    calls: [ f() ]\n",
        "setup:\n  - repeat: 101\n    calls: [ f() ]\n",
        "setup:\n  - repeat: 2\n",
        "setup:\n  - repeat: 2\n    calls: []\n",
        "setup:\n  - repeat: 2\n    calls: f()\n",
        "setup:\n  - calls: [ f() ]\n",
        "setup:\n  - repeat: 2\n    calls: [ [ f() ] ]\n",
        "setup:\n  - repeat: 2\n    calls:\n      - repeat: 2\n        calls: [ f() ]\n",
        "outcomes: { on: {} }\n",
        "outcomes: [ { required: ok, because: x } ]\n",
        "outcomes: [ { on: {}, because: x } ]\n",
        "outcomes: [ { on: {}, required: ok } ]\n",
        "outcomes: [ { on: {}, required: OK, because: x } ]\n",
        "outcomes: [ { on: {}, required: { a: b }, because: x } ]\n",
        "outcomes: [ { on: { kernel: 6.12 }, required: ok, because: x } ]\n",
        "outcomes: [ { on: { fs: ext4 }, required: ok, because: x } ]\n",
        "outcomes: [ { on: { policy: [ pin ] }, required: ok, because: x } ]\n",
        "outcomes: [ { on: { policy: { pin: } }, required: ok, because: x } ]\n",
        "outcomes: [ { on: {}, required: ok, because: x, note: y } ]\n"
      })
  void rejectsWhatTheParserRejects(String lines) {
    assertThat(Texts.error(Texts.with(lines))).startsWith("kara.yaml:");
    assertThat(complaints(Texts.with(lines))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: t\ntasks: { a: [ f() ] }\n",
        "scenario: s\ntasks: { a: [ f() ] }\n",
        "scenario: s\ntitle: t\n",
        "scenario: S\ntitle: t\ntasks: { a: [ f() ] }\n",
        "scenario: s\ntitle: t\ntasks: {}\n",
        "scenario: s\ntitle: t\ntasks: [ f() ]\n",
        "scenario: s\ntitle: t\ntasks: { a: [] }\n",
        "scenario: s\ntitle: t\ntasks: { a b: [ f() ] }\n",
        "scenario: s\ntitle: t\ntasks: { a: { cpu: 1 } }\n",
        "scenario: s\ntitle: t\ntasks: { a: { cpu: -1, calls: [ f() ] } }\n",
        "scenario: s\ntitle: t\ntasks: { a: { process: 1, calls: [ f() ] } }\n",
        "scenario: s\ntitle: t\ntasks: { a: { name: b, calls: [ f() ] } }\n",
        "- a\n"
      })
  void rejectsScenariosThatLackSomething(String text) {
    assertThat(Texts.error(text)).startsWith("kara.yaml:");
    assertThat(complaints(text)).isNotEmpty();
  }

  @Test
  void knowsTheSameKeysAndOptions() {
    assertThat(Vector.ofAll(SCHEMA_TEXT.at("/properties")::fieldNames))
        .containsExactlyElementsOf(ScenarioReader.KEYS);
    assertThat(Vector.ofAll(SCHEMA_TEXT.at("/$defs/options/properties")::fieldNames))
        .containsExactlyElementsOf(MachineOption.keys());
  }
}
