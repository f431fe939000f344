package org.folioscope.cli.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;

/**
 * The arrows between modules and packages, and what would make a run differ from its repetition.
 */
@AnalyzeClasses(
    packages = "org.folioscope",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoJarsOfTests.class})
class ArchitectureTest {

  /** The tests of a module that others use come as a jar. */
  static final class NoJarsOfTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final Set<String> HASHED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.concurrent.ConcurrentHashMap");

  private static final Set<String> SHUFFLED_FACTORIES = Set.of("java.util.Set", "java.util.Map");

  private static final Set<String> RANDOM =
      Set.of(
          "java.util.Random",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom",
          "java.util.UUID");

  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("event-log")
          .definedBy("org.folioscope.eventlog..")
          .layer("simulation")
          .definedBy("org.folioscope.simulation..")
          .layer("block-device")
          .definedBy("org.folioscope.block..")
          .layer("vm-core")
          .definedBy("org.folioscope.vm..")
          .layer("gup")
          .definedBy("org.folioscope.gup..")
          .layer("scenarios")
          .definedBy("org.folioscope.scenarios..")
          .layer("ext4")
          .definedBy("org.folioscope.ext4..")
          .layer("xfs")
          .definedBy("org.folioscope.xfs..")
          .layer("cli")
          .definedBy("org.folioscope.cli..")
          .layer("benchmarks")
          .definedBy("org.folioscope.benchmarks..")
          .whereLayer("event-log")
          .mayNotAccessAnyLayer()
          .whereLayer("simulation")
          .mayOnlyAccessLayers("event-log")
          .whereLayer("block-device")
          .mayOnlyAccessLayers("event-log", "simulation")
          .whereLayer("vm-core")
          .mayOnlyAccessLayers("event-log", "simulation", "block-device")
          .whereLayer("gup")
          .mayOnlyAccessLayers("event-log", "simulation", "block-device", "vm-core")
          .whereLayer("scenarios")
          .mayOnlyAccessLayers("event-log", "simulation", "block-device", "vm-core", "gup")
          .whereLayer("ext4")
          .mayOnlyAccessLayers("event-log", "simulation", "block-device", "vm-core")
          .whereLayer("xfs")
          .mayOnlyAccessLayers("event-log", "simulation", "block-device", "vm-core")
          .whereLayer("ext4")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("xfs")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("benchmarks")
          .whereLayer("benchmarks")
          .mayNotBeAccessedByAnyLayer()
          .because("ARCHITECTURE.md says so; filesystems are found, never named");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(eachPackage()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noHostClock =
      noClasses()
          .that(areNot(Exceptions.HOST_CLOCK))
          .should()
          .accessTargetWhere(accessTo("the host's clock", ArchitectureTest::readsClock))
          .because("a run is a function of its scenario, configuration and schedule");

  @ArchTest
  static final ArchRule noHostRandomness =
      noClasses()
          .should()
          .accessTargetWhere(accessTo("the host's randomness", ArchitectureTest::isRandom))
          .because("two runs must be equal: take a seed and a generator of our own");

  @ArchTest
  static final ArchRule noHostThreads =
      noClasses()
          .that(areNot(Exceptions.HOST_THREADS))
          .should()
          .accessTargetWhere(accessTo("the host's threads", ArchitectureTest::startsThread))
          .because("the scheduler of the simulation alone decides what runs next");

  @ArchTest
  static final ArchRule noHashOrder =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.folioscope.simulation..",
              "org.folioscope.block..",
              "org.folioscope.vm..",
              "org.folioscope.gup..",
              "org.folioscope.ext4..",
              "org.folioscope.xfs..")
          .and(areNot(Exceptions.HASH_COLLECTIONS))
          .should()
          .accessTargetWhere(accessTo("collections in hash order", ArchitectureTest::makesHashed))
          .because(
              "their order leaks into runs: use TreeMap, LinkedHashMap, LinkedHashSet, List or a state container");

  private static boolean readsClock(String owner, String member) {
    return switch (owner) {
      case "java.lang.System" -> member.equals("currentTimeMillis") || member.equals("nanoTime");
      case "java.util.Date" -> member.equals("<init>");
      default ->
          owner.startsWith("java.time.") && (member.equals("now") || member.startsWith("system"));
    };
  }

  private static boolean isRandom(String owner, String member) {
    return RANDOM.contains(owner) && !member.equals("fromString") && !member.equals("toString")
        || owner.equals("java.lang.Math") && member.equals("random")
        || owner.equals("java.lang.System") && member.equals("identityHashCode")
        || owner.equals("java.util.Collections") && member.equals("shuffle");
  }

  private static boolean startsThread(String owner, String member) {
    return switch (owner) {
      case "java.lang.Thread" ->
          Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread", "sleep")
              .contains(member);
      case "java.util.concurrent.Executors", "java.util.concurrent.CompletableFuture" -> true;
      case "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.Timer" ->
          member.equals("<init>") || member.equals("commonPool");
      default -> owner.startsWith("java.util.") && member.startsWith("parallel");
    };
  }

  private static boolean makesHashed(String owner, String member) {
    return HASHED.contains(owner) && (member.equals("<init>") || member.startsWith("new"))
        || SHUFFLED_FACTORIES.contains(owner)
            && Set.of("of", "ofEntries", "copyOf").contains(member)
        || owner.equals("java.util.stream.Collectors")
            && Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap").contains(member);
  }

  private interface Forbidden {
    boolean test(String owner, String member);
  }

  private static DescribedPredicate<JavaAccess<?>> accessTo(String what, Forbidden forbidden) {
    return describe(
        what, access -> forbidden.test(access.getTargetOwner().getName(), access.getName()));
  }

  private static DescribedPredicate<JavaClass> areNot(Map<String, String> exceptions) {
    return describe("are not excepted", type -> !Exceptions.allow(exceptions, type.getName()));
  }

  private static SliceAssignment eachPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "each package";
      }
    };
  }
}
