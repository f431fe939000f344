package org.folioscope.scenarios.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Makes the invocations of a {@link StorageTest}. */
final class StorageExtension implements TestTemplateInvocationContextProvider {

  StorageExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), StorageTest.class);
  }

  @Override
  public Stream<? extends TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    StorageTest asked = AnnotationSupport.findAnnotation(method, StorageTest.class).orElseThrow();
    Surroundings surroundings = Surroundings.found();
    Scenario scenario = scenario(asked, context);
    return new Cases(scenario, asked, surroundings)
        .all().stream().map(one -> new StorageInvocation(one, asked));
  }

  private static Scenario scenario(StorageTest asked, ExtensionContext context) {
    Optional<String> source =
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), ScenarioSource.class)
            .map(ScenarioSource::value);
    if (source.isPresent() == !asked.scenario().isEmpty()) {
      throw new BadInputException(
          "a @StorageTest needs one scenario: scenario = \"kara-2018\", or"
              + " @ScenarioSource(\"method\")");
    }
    return source
        .map(name -> made(name, context))
        .orElseGet(() -> ScenarioFiles.load(asked.scenario()));
  }

  private static Scenario made(String name, ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    Method factory =
        ReflectionSupport.findMethod(type, name)
            .filter(method -> Scenario.class.isAssignableFrom(method.getReturnType()))
            .orElseThrow(() ->
                new BadInputException(
                    type.getSimpleName()
                        + " has no method 'Scenario "
                        + name
                        + "()', which @ScenarioSource names"));
    boolean isStatic = Modifier.isStatic(factory.getModifiers());
    if (!isStatic && context.getTestInstance().isEmpty()) {
      throw new BadInputException(
          "the method "
              + name
              + "() must be static, or the test class have one instance: @TestInstance(PER_CLASS)");
    }
    Object made = ReflectionSupport.invokeMethod(factory, context.getTestInstance().orElse(null));
    if (made instanceof Scenario scenario) {
      return scenario;
    }
    throw new BadInputException("the method " + name + "() returned no scenario");
  }
}
