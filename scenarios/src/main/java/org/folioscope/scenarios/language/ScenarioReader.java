package org.folioscope.scenarios.language;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the root of a scenario file: every key, strictly. */
final class ScenarioReader {
  static final Vector<String> KEYS =
      Vector.of(
          "scenario",
          "title",
          "question",
          "source",
          "description",
          "tags",
          "needs",
          "options",
          "files",
          "setup",
          "tasks",
          "finally",
          "after_crash",
          "outcomes");
  private static final Vector<String> FILE_KEYS = Vector.of("size", "fill", "pattern", "sparse");
  private static final Vector<String> TASK_KEYS = Vector.of("process", "cpu", "calls");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
  private static final int MOST_CPUS = 1024;

  private final Nodes nodes;
  private final CallReader calls;
  private final OutcomeReader outcomes;

  ScenarioReader(Source source) {
    this.nodes = new Nodes(source);
    this.calls = new CallReader(nodes);
    this.outcomes = new OutcomeReader(nodes);
  }

  Scenario scenario(Node root) {
    if (!(root instanceof MappingNode)) {
      throw nodes.error(
          root, "a scenario file starts with 'scenario: NAME'; this is not a mapping of keys");
    }
    Fields fields = Fields.strict(nodes, root, "a scenario", KEYS);
    return new Scenario(
        nodes.word(
            fields.need("scenario", "scenario: kara-2018"),
            NAME,
            "a scenario name (lower-case letters, digits, '-' and '.')"),
        nodes.text(fields.need("title", "title: Can a page become dirty twice?"), "a title"),
        fields.get("question").map(node -> nodes.text(node, "a question")),
        fields.get("source").map(node -> nodes.text(node, "a source, in words")),
        fields.get("description").map(node -> nodes.text(node, "a description, in words")),
        fields.get("tags").map(node -> words(node, "a tag such as mmap")).getOrElse(Vector.empty()),
        fields.get("needs").map(this::needs).getOrElse(Vector.empty()),
        fields.get("options").map(outcomes::options).getOrElse(LinkedHashMap.empty()),
        fields.get("files").map(this::files).getOrElse(Vector.empty()),
        callList(fields.get("setup")),
        tasks(fields.need("tasks", "tasks: { reader: [ read(fd2, addr, 4K) ] }")),
        callList(fields.get("finally")),
        callList(fields.get("after_crash")),
        fields.get("outcomes").map(outcomes::rules).getOrElse(Vector.empty()),
        nodes.source().text(),
        nodes.source().path());
  }

  private Vector<String> words(Node node, String what) {
    return Vector.ofAll(nodes.list(node, "a list in brackets").getValue())
        .map(item -> nodes.word(item, NAME, what));
  }

  private Vector<Need> needs(Node node) {
    return Vector.ofAll(nodes.list(node, "a list in brackets").getValue())
        .map(item -> {
          String word = nodes.word(item, NAME, "what a filesystem must have, such as punch");
          return Need.named(word)
              .getOrElseThrow(() ->
                  nodes.error(
                      item,
                      "nothing is known of '"
                          + Literals.shortened(word)
                          + "'"
                          + DidYouMean.hint(word, Need.words())));
        });
  }

  private CallList callList(Option<Node> node) {
    return node.map(calls::calls).getOrElse(CallList.EMPTY);
  }

  private Vector<FileSpec> files(Node node) {
    return Fields.open(nodes, node, "'files'").all().map(this::file);
  }

  private FileSpec file(Fields.Field field) {
    if (!FILE.matcher(field.key()).matches()) {
      throw nodes.error(
          field.keyNode(),
          "'"
              + Literals.shortened(field.key())
              + "' is not a file name, such as file1 or dir/file1");
    }
    Position position = nodes.position(field.keyNode());
    if (!(field.value() instanceof MappingNode)) {
      long size = nodes.size(field.value(), "a size such as 4K or { size: 4K, fill: 0xAB }");
      return new FileSpec(field.key(), size, new FileContent.Fill(0), position);
    }
    Fields fields = Fields.strict(nodes, field.value(), "a file", FILE_KEYS);
    long size = nodes.size(fields.need("size", "size: 4K"), "a size such as 4K");
    if (fields.all().size() > 2) {
      throw nodes.error(
          fields.all().get(2).keyNode(),
          "a file has one of 'fill', 'pattern' and 'sparse', not several");
    }
    return new FileSpec(field.key(), size, content(fields), position);
  }

  private FileContent content(Fields fields) {
    Option<FileContent> fill = fields.get("fill").map(this::fill);
    Option<FileContent> pattern =
        fields
            .get("pattern")
            .map(node -> new FileContent.Pattern(nodes.size(node, "a seed such as 7")));
    Option<FileContent> sparse =
        fields
            .get("sparse")
            .filter(node -> nodes.truth(node, "true or false"))
            .map(_ -> new FileContent.Hole());
    return fill.orElse(pattern).orElse(sparse).getOrElse(new FileContent.Fill(0));
  }

  private FileContent fill(Node node) {
    long value = nodes.size(node, "a byte such as 0xAB");
    if (value > 0xFF) {
      throw nodes.error(node, "expected a byte from 0 to 0xFF");
    }
    return new FileContent.Fill((int) value);
  }

  private Vector<TaskSpec> tasks(Node node) {
    Fields fields = Fields.open(nodes, node, "'tasks'");
    if (fields.all().isEmpty()) {
      throw nodes.error(node, "a scenario needs at least one task");
    }
    return fields.all().map(this::task);
  }

  private TaskSpec task(Fields.Field field) {
    if (!IDENTIFIER.matcher(field.key()).matches()) {
      throw nodes.error(
          field.keyNode(),
          "'"
              + Literals.shortened(field.key())
              + "' is not a task name; use letters, digits and '_'");
    }
    boolean bare = !(field.value() instanceof MappingNode);
    Position position = nodes.position(field.keyNode());
    if (bare) {
      CallList listed = atLeastOne(field.value(), field.key());
      return new TaskSpec(field.key(), TaskSpec.MAIN, Option.none(), listed, position);
    }
    Fields fields = Fields.strict(nodes, field.value(), "a task", TASK_KEYS);
    return new TaskSpec(
        field.key(),
        fields
            .get("process")
            .map(node -> nodes.word(node, IDENTIFIER, "a process name such as p2"))
            .getOrElse(TaskSpec.MAIN),
        fields.get("cpu").map(this::cpu),
        atLeastOne(fields.need("calls", "calls: [ fsync(fd1) ]"), field.key()),
        position);
  }

  private Integer cpu(Node node) {
    long cpu = nodes.size(node, "a CPU number such as 1");
    if (cpu >= MOST_CPUS) {
      throw nodes.error(node, "expected a CPU number below " + MOST_CPUS);
    }
    return (int) cpu;
  }

  private CallList atLeastOne(Node node, String task) {
    CallList listed = calls.calls(node);
    if (listed.isEmpty()) {
      throw nodes.error(node, "the task '" + task + "' has no calls");
    }
    return listed;
  }
}
