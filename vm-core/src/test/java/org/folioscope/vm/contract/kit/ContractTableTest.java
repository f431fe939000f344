package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.Held;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.Operation;
import org.folioscope.vm.contract.VmOperations;
import org.junit.jupiter.api.Test;

/**
 * The table of the contract in docs says what the interfaces say. {@code -Ddocs.fix} writes it
 * anew.
 */
final class ContractTableTest {

  private static final List<Class<?>> ROLES =
      List.of(
          FilesystemType.class,
          MountedFilesystem.class,
          Namespace.class,
          InodeOperations.class,
          MappingOperations.class,
          FileOperations.class,
          VmOperations.class);

  private static final String BEGIN =
      "<!-- table: made from the interfaces; mvn -pl vm-core test -Ddocs.fix -->";
  private static final String END = "<!-- end of the table -->";

  @Test
  void everyOperationHasItsRules() {
    assertThat(
            ROLES.stream()
                .flatMap(ContractTableTest::operations)
                .filter(method -> !method.isAnnotationPresent(Operation.class)))
        .as("operations without @Operation")
        .isEmpty();
  }

  @Test
  void rolesStaySmall() {
    assertThat(ROLES)
        .allSatisfy(role ->
            assertThat(role.getDeclaredMethods().length)
                .as(role.getSimpleName())
                .isLessThanOrEqualTo(8));
  }

  @Test
  void theTableInTheDocsIsThatOfTheInterfaces() throws IOException {
    Path file =
        Path.of(
            Objects.requireNonNull(System.getProperty("folioscope.root")),
            "docs",
            "filesystem-contract.md");
    String text = Files.readString(file);
    String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
    String after = text.substring(text.indexOf(END));
    String expected = before + "\n\n" + table() + "\n" + after;
    if (System.getProperty("docs.fix") != null) {
      Files.writeString(file, expected);
    } else {
      assertThat(text).as("%s; -Ddocs.fix writes the table anew", file).isEqualTo(expected);
    }
  }

  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| operation | Linux name | locks held on entry | may block | may fail with |");
    lines.add("|---|---|---|---|---|");
    ROLES.forEach(role -> operations(role).forEach(method -> lines.add(row(role, method))));
    return String.join("\n", lines) + "\n";
  }

  private static String row(Class<?> role, Method method) {
    Operation rule = Objects.requireNonNull(method.getAnnotation(Operation.class));
    String locks = Arrays.stream(rule.locks()).map(Held::label).collect(Collectors.joining(", "));
    String failures =
        Stream.concat(Arrays.stream(rule.fails()), Arrays.stream(rule.results()))
            .map(Enum::name)
            .collect(Collectors.joining(" "));
    return String.format(
        "| `%s.%s` | %s | %s | %s | %s |",
        role.getSimpleName(),
        method.getName(),
        rule.linux(),
        orDash(locks),
        rule.blocks() ? "yes" : "**no**",
        orDash(failures));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "–" : text;
  }

  /** The methods but those that only lead to another role, by name. */
  private static Stream<Method> operations(Class<?> role) {
    return Arrays.stream(role.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .filter(
            method -> role != MountedFilesystem.class || !ROLES.contains(method.getReturnType()))
        .sorted(Comparator.comparing(Method::getName));
  }
}
