package org.folioscope.scenarios.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.RandomWalk;
import org.folioscope.simulation.explore.Strategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One invocation of a test: explores, and hands out or judges what was found. */
final class StorageInvocation
    implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {

  private final Case one;
  private final StorageTest asked;
  private @Nullable Explored explored;

  StorageInvocation(Case one, StorageTest asked) {
    this.one = one;
    this.asked = asked;
  }

  @Override
  public String getDisplayName(int invocationIndex) {
    return one.name();
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Explored.class || type == Scenario.class || type == Configuration.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == Explored.class) {
      return explored();
    }
    return type == Scenario.class ? configuration().scenario() : configuration();
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    if (!judgesItself(method.getExecutable())) {
      StorageAssertions.assertThat(explored()).isExpected();
    }
    invocation.proceed();
  }

  private static boolean judgesItself(Method method) {
    return Arrays.asList(method.getParameterTypes()).contains(Explored.class);
  }

  private Configuration configuration() {
    return one.configuration()
        .orElseGet(() ->
            Assumptions.abort(
                "no filesystem '" + one.filesystem() + "' is on the classpath of the test"));
  }

  private Explored explored() {
    Explored known = explored;
    if (known == null) {
      known =
          Exploration.of(
              configuration(), strategy(), Budget.executions(asked.executions()), Progress.SILENT);
      explored = known;
    }
    return known;
  }

  private Strategy strategy() {
    return switch (asked.strategy()) {
      case RANDOM -> new RandomWalk(asked.seed(), asked.executions());
      case NAIVE ->
          asked.bound() == StorageTest.UNBOUNDED
              ? NaiveExhaustive.unbounded()
              : NaiveExhaustive.bounded(asked.bound());
    };
  }
}
