package org.folioscope.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes, names and habits of the sources, read with the compiler's own parser. */
class TidyTest {

  private static final int FILE_LINES = 500;
  private static final int METHOD_LINES = 50;
  private static final int METHOD_LINES_P90 = 20;

  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Manager|Helper|Util|Utils|Impl|Processor|Data|Info)");

  // Written so that this file does not match itself.
  private static final Pattern BANNED_TEXT =
      Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X])\\b|\\bThread[.]sleep\\b|[.]printStackTrace[(]");

  private static final List<Type> types = new ArrayList<>();
  private static final List<Method> methods = new ArrayList<>();

  private record Type(
      String file, String name, boolean shipped, boolean needsDoc, boolean hasDoc) {}

  private record Method(String name, boolean shipped, int lines) {}

  @BeforeAll
  static void parse() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(Sources.all());
      var task =
          (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(trees, unit).scan(unit, null);
      }
    }
  }

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Sources.all()) {
      try (Stream<String> lines = Files.lines(file)) {
        long count = lines.count();
        if (count > FILE_LINES) {
          tooLong.add(Sources.name(file) + ": " + count);
        }
      }
    }
    assertThat(tooLong).as("files of more than %d lines", FILE_LINES).isEmpty();
  }

  @Test
  void methodsAreShort() {
    assertThat(
            methods.stream()
                .filter(method -> method.lines > METHOD_LINES)
                .filter(method -> !Exceptions.LONG_METHODS.contains(method.name))
                .map(method -> method.name + ": " + method.lines))
        .as("methods of more than %d lines", METHOD_LINES)
        .isEmpty();
  }

  @Test
  void nineMethodsOfTenAreVeryShort() {
    List<Integer> lines =
        methods.stream().filter(Method::shipped).map(Method::lines).sorted().toList();
    if (!lines.isEmpty()) {
      assertThat(lines.get(lines.size() * 9 / 10))
          .as("lines of a method, 90th percentile")
          .isLessThanOrEqualTo(METHOD_LINES_P90);
    }
  }

  @Test
  void namesSayWhatThingsAre() {
    assertThat(
            types.stream()
                .filter(type ->
                    BANNED_NAME
                        .matcher(type.name.substring(type.name.lastIndexOf('.') + 1))
                        .matches())
                .filter(type -> !Exceptions.allow(Exceptions.NAMES, type.name))
                .map(Type::name))
        .as("types whose names end in a word that says nothing")
        .isEmpty();
  }

  @Test
  void publicTypesAreDocumented() {
    assertThat(
            types.stream()
                .filter(Type::shipped)
                .filter(type -> type.needsDoc && !type.hasDoc)
                .map(Type::file))
        .as("public types without Javadoc")
        .isEmpty();
  }

  @Test
  void packagesAreNullMarkedAndDocumented() {
    assertThat(
            Sources.shipped().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !isMarked(folder.resolve("package-info.java")))
                .map(Sources::name))
        .as("packages without a package-info.java that has Javadoc and @NullMarked")
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(
            Sources.all().stream()
                .filter(file -> BANNED_TEXT.matcher(Sources.read(file)).find())
                .map(Sources::name))
        .as("sources that match %s", BANNED_TEXT)
        .isEmpty();
  }

  private static boolean isMarked(Path packageInfo) {
    return Files.exists(packageInfo)
        && Sources.read(packageInfo).contains("/**")
        && Sources.read(packageInfo).contains("@NullMarked");
  }

  /** Collects the types and methods of one file. */
  private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees trees;
    private final CompilationUnitTree unit;
    private final String file;
    private final boolean shipped;
    private final List<String> enclosing = new ArrayList<>();

    Reader(DocTrees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.unit = unit;
      this.file = Sources.name(Path.of(unit.getSourceFile().toUri()));
      this.shipped = file.contains("/src/main/");
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      boolean topLevel = enclosing.isEmpty();
      enclosing.add(tree.getSimpleName().toString());
      boolean isPublic = tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
      boolean documented = trees.getDocComment(getCurrentPath()) != null;
      if (!tree.getSimpleName().isEmpty()) {
        types.add(new Type(file, qualified(), shipped, topLevel && isPublic, documented));
      }
      super.visitClass(tree, unused);
      enclosing.removeLast();
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      if (tree.getBody() != null) {
        methods.add(new Method(qualified() + "." + tree.getName(), shipped, lines(tree)));
      }
      return super.visitMethod(tree, unused);
    }

    private String qualified() {
      return unit.getPackageName() + "." + String.join(".", enclosing);
    }

    /**
     * From the signature's first line to the closing brace; annotations and Javadoc do not count.
     */
    private int lines(MethodTree tree) {
      SourcePositions positions = trees.getSourcePositions();
      Tree first = tree.getReturnType() == null ? tree.getBody() : tree.getReturnType();
      long from = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, first));
      long to = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree.getBody()));
      return Math.toIntExact(to - from + 1);
    }
  }
}
