package io.parley.local;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Sources of settings, parsed: interfaces, their enums and their constraints. */
final class SettingsSources {
    private static final Pattern RELEVANT = Pattern.compile("@ConfigMapping|@WithDefault|@Constraint\\(|\\benum ");

    /** Types by name; nested ones as {@code Outer.Nested}. */
    private final Map<String, ClassTree> types = new TreeMap<>();

    private final Map<ClassTree, String> names = new HashMap<>();
    private final Map<Tree, String> comments = new HashMap<>();

    /** Adds the sources of a module. */
    void parse(Path module) throws IOException {
        try (var files = Files.walk(module.resolve("src/main/java"))) {
            var sources = files.filter(SettingsSources::isRelevant).toList();
            if (sources.isEmpty()) {
                return;
            }
            var compiler = ToolProvider.getSystemJavaCompiler();
            var manager = compiler.getStandardFileManager(null, null, null);
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            var units = task.parse();
            new Declarations(DocTrees.instance(task)).scan(units, null);
        }
    }

    private static boolean isRelevant(Path file) {
        try {
            return file.toString().endsWith(".java")
                    && RELEVANT.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Declarations extends TreePathScanner<Void, String> {
        private final DocTrees trees;

        private Declarations(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            var name = (outer == null ? "" : outer + ".") + type.getSimpleName();
            types.put(name, type);
            names.put(type, name);
            comments.put(type, trees.getDocComment(getCurrentPath()));
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, String outer) {
            comments.put(method, trees.getDocComment(getCurrentPath()));
            return null;
        }
    }

    Stream<ClassTree> types() {
        return types.values().stream();
    }

    /** The Javadoc of a type or method; empty if there is none. */
    String comment(Tree member) {
        return Optional.ofNullable(comments.get(member)).orElse("").strip();
    }

    /** The declaration of a type that is named in another: one nested in it or around it, or a file's own. */
    Optional<ClassTree> find(String type, ClassTree user) {
        for (var scope = names.get(user);
                !scope.isEmpty();
                scope = scope.substring(0, Math.max(0, scope.lastIndexOf('.')))) {
            if (types.containsKey(scope + "." + type)) {
                return Optional.of(types.get(scope + "." + type));
            }
        }
        return Optional.ofNullable(types.get(type));
    }

    static Stream<MethodTree> methods(ClassTree type) {
        return type.getMembers().stream().filter(MethodTree.class::isInstance).map(MethodTree.class::cast);
    }

    static Stream<VariableTree> fields(ClassTree type) {
        return type.getMembers().stream().filter(VariableTree.class::isInstance).map(VariableTree.class::cast);
    }

    static Optional<AnnotationTree> annotation(List<? extends AnnotationTree> all, String name) {
        return all.stream()
                .filter(one -> one.getAnnotationType().toString().equals(name))
                .<AnnotationTree>map(one -> one)
                .findFirst();
    }

    /** The value of an annotation's argument; null if it is not given. */
    static String argument(AnnotationTree annotation, String name, ClassTree user) {
        for (var given : annotation.getArguments()) {
            if (!(given instanceof AssignmentTree named)) {
                return name.equals("value") ? constant(given, user) : null;
            }
            if (named.getVariable().toString().equals(name)) {
                return constant(named.getExpression(), user);
            }
        }
        return null;
    }

    /** The value of a literal, a sum of them, or a constant of the type; null for anything else. */
    static String constant(Tree expression, ClassTree user) {
        return switch (expression) {
            case LiteralTree literal -> String.valueOf(literal.getValue());
            case BinaryTree sum -> constant(sum.getLeftOperand(), user) + constant(sum.getRightOperand(), user);
            case IdentifierTree name ->
                fields(user)
                        .filter(field -> field.getName().equals(name.getName()))
                        .map(field -> constant(field.getInitializer(), user))
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }
}
