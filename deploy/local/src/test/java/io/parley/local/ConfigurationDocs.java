package io.parley.local;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes docs/configuration.md from the sources of the interfaces that declare settings. {@code ./dev docs} compiles
 * and runs it alone, without a build; RepositoryDocsTest compares the result with the document.
 */
public final class ConfigurationDocs {
    private static final String PREFACE = "deploy/local/src/test/resources/docs/configuration-preface.md";
    private static final List<String> MODULES = List.of(
            "common-runtime",
            "common-database",
            "messaging-service",
            "template-service",
            "flow-service",
            "webhook-gateway");
    private static final Map<String, String> TITLES =
            Map.of("common-runtime", "All services", "common-database", "Services with a database");
    private static final String HEAD = "\n\n| setting | type | default | limits | meaning |\n|---|---|---|---|---|\n";
    private static final Pattern REFERENCE = Pattern.compile("\\{@(?:code|link)\\s+(\\w*#)?([^}]*?)(?:\\(\\))?}");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("boolean", "`true` or `false`"),
            Map.entry("int", "number"),
            Map.entry("long", "number"),
            Map.entry("short", "number"),
            Map.entry("Integer", "number"),
            Map.entry("OptionalInt", "number"),
            Map.entry("OptionalLong", "number"),
            Map.entry("Duration", "duration"),
            Map.entry("MemorySize", "size"),
            Map.entry("URI", "URL"));

    private final SettingsSources sources = new SettingsSources();

    /** Writes the document of the project in the folder that is given. */
    public static void main(String[] args) throws IOException {
        var root = Path.of(args[0]);
        Files.writeString(root.resolve("docs/configuration.md"), text(root));
    }

    /** Returns the text that the document must have. */
    static String text(Path root) throws IOException {
        var all = new StringBuilder(Files.readString(root.resolve(PREFACE)));
        var docs = new ConfigurationDocs();
        for (var module : MODULES) {
            var sections = docs.sections(root.resolve(module));
            if (!sections.isEmpty()) {
                all.append("\n## ")
                        .append(TITLES.getOrDefault(module, module))
                        .append('\n')
                        .append(sections);
            }
        }
        return all.toString();
    }

    private String sections(Path module) throws IOException {
        var before = sources.types().collect(Collectors.toSet());
        sources.parse(module);
        var byPrefix = new TreeMap<String, String>();
        sources.types().filter(type -> !before.contains(type)).forEach(type -> SettingsSources.annotation(
                        type.getModifiers().getAnnotations(), "ConfigMapping")
                .map(mapping -> SettingsSources.argument(mapping, "prefix", type))
                .ifPresent(prefix -> byPrefix.merge(prefix, section(type, prefix), String::concat)));
        return byPrefix.entrySet().stream()
                .map(entry -> "\n### `" + entry.getKey() + "`\n" + entry.getValue())
                .collect(Collectors.joining());
    }

    private String section(ClassTree type, String prefix) {
        return "\n" + comment(type) + HEAD + rows(type, prefix).collect(Collectors.joining());
    }

    /** One row for each setting of a type, its groups and the interfaces that it extends. */
    private Stream<String> rows(ClassTree type, String prefix) {
        var own = SettingsSources.methods(type)
                .filter(method -> method.getBody() == null)
                .flatMap(method -> rows(method, type, prefix));
        var inherited = type.getImplementsClause().stream()
                .flatMap(parent -> sources.find(parent.toString(), type).stream())
                .flatMap(parent -> rows(parent, prefix));
        return Stream.concat(own, inherited);
    }

    private Stream<String> rows(MethodTree method, ClassTree owner, String prefix) {
        var type = method.getReturnType();
        var name = name(method, owner, prefix) + (isMap(type) ? ".<name>" : "");
        return sources.find((isMap(type) ? lastArgument(type) : type).toString(), owner)
                .filter(group -> group.getKind() == Tree.Kind.INTERFACE)
                .map(group -> rows(group, name))
                .orElseGet(() -> Stream.of(row(method, owner, name)));
    }

    private static String name(MethodTree method, ClassTree owner, String prefix) {
        var annotations = method.getModifiers().getAnnotations();
        if (SettingsSources.annotation(annotations, "WithParentName").isPresent()) {
            return prefix;
        }
        return prefix + "."
                + SettingsSources.annotation(annotations, "WithName")
                        .map(given -> SettingsSources.argument(given, "value", owner))
                        .orElseGet(() -> kebab(method.getName()));
    }

    /** In the name of an environment variable, every character other than a letter or digit is an underscore. */
    private String row(MethodTree method, ClassTree owner, String name) {
        var variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9<>]", "_");
        var type = method.getReturnType();
        var cells = Stream.of(
                "`" + name + "`<br>`" + variable + "`",
                typeText(type, owner),
                defaultText(method, owner),
                String.join("; ", limits(method, owner)),
                comment(method));
        return cells.map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String defaultText(MethodTree method, ClassTree owner) {
        var type = method.getReturnType();
        return SettingsSources.annotation(method.getModifiers().getAnnotations(), "WithDefault")
                .map(given ->
                        "`" + SettingsSources.argument(given, "value", owner).replace(",", "`, `") + "`")
                .orElse(type.toString().startsWith("Optional") || isMap(type) ? "" : "required");
    }

    private String typeText(Tree type, ClassTree owner) {
        if (type instanceof AnnotatedTypeTree annotated) {
            return typeText(annotated.getUnderlyingType(), owner);
        }
        if (type instanceof ParameterizedTypeTree generic) {
            var inner = typeText(lastArgument(type), owner);
            return switch (generic.getType().toString()) {
                case "List", "Set" -> "list: " + inner;
                case "Secret" -> "**secret**";
                default -> inner;
            };
        }
        return sources.find(type.toString(), owner)
                .map(ConfigurationDocs::constants)
                .orElseGet(() -> TYPES.getOrDefault(type.toString(), "text"));
    }

    private static String constants(ClassTree type) {
        return SettingsSources.fields(type)
                .filter(field -> field.getType().toString().contentEquals(type.getSimpleName()))
                .map(field -> "`"
                        + field.getName().toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                .collect(Collectors.joining(", "));
    }

    private static boolean isMap(Tree type) {
        return type.toString().startsWith("Map<");
    }

    private static Tree lastArgument(Tree type) {
        return ((ParameterizedTypeTree) type).getTypeArguments().getLast();
    }

    private List<String> limits(MethodTree method, ClassTree owner) {
        var limits = new ArrayList<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
                limit(annotation, owner).ifPresent(limits::add);
                return null;
            }
        }.scan(List.of(method.getModifiers(), method.getReturnType()), null);
        limits.addAll(relations(kebab(method.getName()), owner));
        return limits;
    }

    private Optional<String> limit(AnnotationTree annotation, ClassTree owner) {
        var min = SettingsSources.argument(annotation, "min", owner);
        var max = SettingsSources.argument(annotation, "max", owner);
        var name = annotation.getAnnotationType().toString();
        return switch (name) {
            case "Within" -> Optional.of(range(min, max));
            case "Size" -> Optional.of("at most " + max + " characters");
            case "NotBlank", "Text" -> Optional.of("not blank");
            case "Pattern" -> Optional.of(rule(SettingsSources.argument(annotation, "message", owner)));
            default -> sources.find(name, owner).map(ConfigurationDocs::message);
        };
    }

    private static String range(String min, String max) {
        if (max == null) {
            return "at least " + min;
        }
        return min == null ? "at most " + max : min + " to " + max;
    }

    /** The message of a constraint of ours. */
    private static String message(ClassTree constraint) {
        return SettingsSources.methods(constraint)
                .filter(method -> method.getName().contentEquals("message"))
                .map(method -> rule(SettingsSources.constant(method.getDefaultValue(), constraint)))
                .findFirst()
                .orElseThrow();
    }

    /** What the type's check reports of a setting. */
    private static List<String> relations(String setting, ClassTree owner) {
        var found = new ArrayList<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                if (call.getMethodSelect().toString().equals("report.violation")
                        && setting.equals(
                                SettingsSources.constant(call.getArguments().getFirst(), owner))) {
                    found.add(rule(SettingsSources.constant(call.getArguments().getLast(), owner)));
                }
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(owner.getMembers(), null);
        return found;
    }

    private static String rule(String message) {
        return message.replaceFirst("^must be (an? )?", "");
    }

    /** The Javadoc in one line, with the names of settings for methods. */
    private String comment(Tree member) {
        return REFERENCE
                .matcher(sources.comment(member).replaceAll("\\s+", " "))
                .replaceAll(found -> Matcher.quoteReplacement(
                        "`" + (found.group(1) == null ? found.group(2) : kebab(found.group(2))) + "`"));
    }

    private static String kebab(CharSequence name) {
        return name.toString().replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
