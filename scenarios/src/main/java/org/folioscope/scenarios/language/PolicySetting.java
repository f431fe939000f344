package org.folioscope.scenarios.language;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import java.util.regex.Pattern;
import org.folioscope.eventlog.BadInputException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A policy and the value it is set to, or a code for some of them: {@code pin=on}, {@code wake:E2}.
 * Whether there is such a policy is not asked here.
 *
 * @param name the policy or the code
 * @param value {@link #ON} for a code
 */
public record PolicySetting(String name, String value) {

  /** The value of codes. */
  public static final String ON = "on";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(:[A-Za-z0-9-]+)?");
  private static final Pattern WRITTEN = Pattern.compile(NAME + "(=[a-z0-9-]+)?");

  /**
   * What a person wrote.
   *
   * @throws BadInputException if it is neither a policy with a value nor a code
   */
  public static PolicySetting parse(String written) {
    int equals = written.indexOf('=');
    boolean code = equals < 0 && isCode(written);
    if (!code && (equals < 1 || equals == written.length() - 1)) {
      throw new BadInputException(
          "'"
              + written
              + "' is not of the form POLICY=VALUE, for example pin=on, nor a code such as"
              + " wake:E2");
    }
    return code
        ? new PolicySetting(written, ON)
        : new PolicySetting(written.substring(0, equals), written.substring(equals + 1));
  }

  /** The settings under a key: {@code { name: value }}, one as written, or a list of such. */
  public static LinkedHashMap<String, String> read(Nodes nodes, Node node) {
    if (node instanceof MappingNode) {
      return LinkedHashMap.ofEntries(
          Fields.open(nodes, node, "'policy'").all().map(field -> entry(nodes, field)));
    }
    return LinkedHashMap.ofEntries(
        nodes
            .words(node, WRITTEN, "a policy such as pin=on or wake:E2")
            .map(written -> entry(nodes, node, written)));
  }

  /** Whether a name is a code, so that it needs no value. */
  public static boolean isCode(String name) {
    return name.indexOf(':') > 0;
  }

  private static Tuple2<String, String> entry(Nodes nodes, Fields.Field field) {
    if (!NAME.matcher(field.key()).matches()) {
      throw nodes.error(
          field.keyNode(),
          "'" + Literals.shortened(field.key()) + "' is not the name of a policy, such as pin");
    }
    return Tuple.of(field.key(), nodes.scalar(field.value(), "the value of the policy"));
  }

  private static Tuple2<String, String> entry(Nodes nodes, Node node, String written) {
    try {
      PolicySetting setting = parse(written);
      return Tuple.of(setting.name, setting.value);
    } catch (BadInputException e) {
      throw nodes.error(node, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return isCode(name) && value.equals(ON) ? name : name + "=" + value;
  }
}
