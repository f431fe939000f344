package org.folioscope.scenarios.builder;

import io.vavr.collection.Vector;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.ExpectedResult;
import org.folioscope.scenarios.language.FileSpec;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.Position;

/** Parts of a scenario, moved to another place with all that is in them. */
final class Places {

  private Places() {}

  static FileSpec at(Position place, FileSpec file) {
    return new FileSpec(file.name(), file.size(), file.content(), place);
  }

  static OutcomeRule at(Position place, OutcomeRule rule) {
    return new OutcomeRule(
        rule.on(), rule.required(), rule.allowed(), rule.forbidden(), rule.because(), place);
  }

  static Call at(Position place, Call call) {
    return new Call(
        place,
        call.variable(),
        call.name(),
        all(place, call.arguments()),
        call.named()
            .map(given -> new Call.NamedArgument(given.name(), at(place, given.value()), place)),
        call.expected().map(result -> at(place, result)));
  }

  private static ExpectedResult at(Position place, ExpectedResult result) {
    return result instanceof ExpectedResult.Bytes bytes
        ? new ExpectedResult.Bytes(at(place, bytes.content()))
        : result;
  }

  private static Vector<Argument> all(Position place, Vector<Argument> arguments) {
    return arguments.map(argument -> at(place, argument));
  }

  private static Argument at(Position place, Argument argument) {
    return switch (argument) {
      case Argument.Int number -> new Argument.Int(number.value(), place);
      case Argument.Duration time -> new Argument.Duration(time.nanos(), place);
      case Argument.Text text -> new Argument.Text(text.value(), place);
      case Argument.Name name -> at(place, name);
      case Argument.Flags flags ->
          new Argument.Flags(flags.names().map(name -> at(place, name)), place);
      case Argument.Arithmetic sum ->
          new Argument.Arithmetic(
              sum.operator(), at(place, sum.left()), at(place, sum.right()), place);
      case Argument.Nested nested ->
          new Argument.Nested(nested.name(), all(place, nested.arguments()), place);
      case Argument.Items items -> new Argument.Items(all(place, items.items()), place);
    };
  }

  private static Argument.Name at(Position place, Argument.Name name) {
    return new Argument.Name(name.name(), place);
  }
}
