package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rules about the words of the sources, which the compiler and ArchUnit do not see: standard terms only, and one type for
 * a name. The words are listed in {@code forbidden-words.txt}, each with the term to use in its place.
 */
class SourceRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.home"));
    private static final String LIST = "/words/forbidden-words.txt";

    /** Text blocks, strings, characters and comments; the rest is code. */
    private static final Pattern TOKEN =
            Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+'"
                    + "|/\\*(?s:.*?)\\*/|//[^\n]*+");

    /** Comments in Java and SQL. A {@code //} after a colon is part of a URL. */
    private static final Pattern COMMENT = Pattern.compile("/\\*(?s:.*?)\\*/|(?<!:)//[^\n]*+|(?m:^\\s*--.*$)");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
    private static final Pattern PART_OF_IDENTIFIER = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]++");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

    /** The superclass of the class that a file is named for. */
    private static final Pattern SUPERCLASS = Pattern.compile("(?m)^(?:\\w+ )*class \\w+(?:<[^{]*?>)? extends (\\w+)");

    private static final Pattern TEST_METHOD = Pattern.compile("@(?:Test|ParameterizedTest|TestFactory)\\b");

    private static final Path MESSAGING = ROOT.resolve("messaging-service/src/main");
    private static final Path CHANNELS = MESSAGING.resolve("java/io/parley/messaging/channel");

    /** Modules whose packages are {@code @NullMarked}, so that NullAway checks all of their main code. */
    private static final List<String> NULL_MARKED = List.of(
            "common-model",
            "common-runtime",
            "common-database",
            "common-web",
            "webhook-gateway",
            "messaging-service",
            "template-service",
            "flow-service");

    private static Set<String> words;
    private static Set<String> identifiers;
    private static Set<String> types;
    private static List<Pattern> phrases;
    private static Pattern exceptions;

    @BeforeAll
    static void readList() throws IOException {
        try (var list = SourceRulesTest.class.getResourceAsStream(LIST)) {
            var lines = new String(list.readAllBytes()).lines().toList();
            words = section(lines, "word");
            identifiers = section(lines, "identifier");
            types = section(lines, "type");
            phrases = section(lines, "phrase").stream()
                    .map(phrase -> Pattern.compile("(?i)\\b" + phrase.replace(" ", "\\s+(?:\\*\\s+)?") + "\\b"))
                    .toList();
            exceptions = Pattern.compile("(?i)" + String.join("|", section(lines, "except")));
        }
        assertTrue(words.size() > 20 && types.size() > 100, "the list is read");
    }

    /** Lines are {@code kind: entry, entry … -> term to use}. */
    private static Set<String> section(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind + ":"))
                .map(line -> line.substring(kind.length() + 1).split("->", 2)[0])
                .flatMap(entries -> Stream.of(entries.split(",")))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void identifiersAndCommentsUseStandardTerms() throws IOException {
        var findings = new ArrayList<String>();
        for (var source : sources()) {
            new Findings(source, findings).collect();
        }

        assertEquals(List.of(), findings, () -> findings.size() + " findings; " + LIST + " lists the terms to use");
    }

    @Test
    void topLevelTypeNamesAreUnique() throws IOException {
        var places = new TreeMap<String, Set<Path>>();
        for (var source : sources()) {
            if (!source.endsWith("package-info.java")) {
                places.computeIfAbsent(source.getFileName().toString(), name -> new TreeSet<>())
                        .add(ROOT.relativize(source));
            }
        }
        places.values().removeIf(files -> files.size() == 1);

        assertEquals(new TreeMap<>(), places);
    }

    /**
     * A test shows what it uses as a registered extension, a parameter or an injected bean. A superclass only adds tests, as
     * that of a contract does.
     */
    @Test
    void superclassesOfTestsContainTests() throws IOException {
        var sources = new TreeMap<String, String>();
        for (var source : sources()) {
            if (source.toString().contains("/src/test/java/")) {
                sources.put(source.getFileName().toString().replace(".java", ""), Files.readString(source));
            }
        }
        var findings = sources.entrySet().stream()
                .filter(source -> TEST_METHOD.matcher(source.getValue()).find())
                .flatMap(source -> superclass(source.getValue()).stream()
                        .filter(base -> !containsTests(sources, base))
                        .map(base -> source.getKey() + " extends " + base))
                .toList();

        assertTrue(containsTests(sources, "MalformedRequestsContract"), () -> sources.size() + " sources");
        assertEquals(List.of(), findings);
    }

    private static Optional<String> superclass(String source) {
        return SUPERCLASS.matcher(source).results().map(found -> found.group(1)).findFirst();
    }

    private static boolean containsTests(Map<String, String> sources, String type) {
        var source = sources.getOrDefault(type, "");
        return TEST_METHOD.matcher(source).find()
                || superclass(source)
                        .filter(base -> containsTests(sources, base))
                        .isPresent();
    }

    /**
     * A literal that is the name of a channel or provider, or begins with it as ids and error codes do, stands only in
     * the channel's package: other code asks {@code Channel} and {@code ChannelKind}. So a new channel is one package.
     */
    @Test
    void onlyAChannelsPackageNamesTheChannel() throws IOException {
        var names = Stream.concat(channels().stream(), Stream.of("meta")).collect(Collectors.joining("|"));
        var literal =
                Pattern.compile("(?i)\"(?:%1$s)(?:[/:.-][^\"\n]*+)?\"|'(?:%1$s)(?:[/:.-][^'\n]*+)?'".formatted(names));
        var findings = new ArrayList<String>();
        for (var source : messagingSources()) {
            if (channels().stream().noneMatch(name -> source.startsWith(CHANNELS.resolve(name)))) {
                var text = COMMENT.matcher(Files.readString(source)).replaceAll("");
                literal.matcher(text)
                        .results()
                        .forEach(found -> findings.add(ROOT.relativize(source) + ": " + found.group()));
            }
        }

        assertTrue(channels().containsAll(List.of("whatsapp", "viber", "sms")), "channels " + channels());
        assertEquals(List.of(), findings);
    }

    @Test
    void packagesOfMarkedModulesAreNullMarked() throws IOException {
        for (var module : NULL_MARKED) {
            var main = ROOT.resolve(module).resolve("src/main/java");
            var packages = sources().stream()
                    .filter(source -> source.startsWith(main))
                    .map(Path::getParent)
                    .collect(Collectors.toCollection(TreeSet::new));

            var unmarked = new TreeSet<Path>();
            for (var folder : packages) {
                var info = folder.resolve("package-info.java");
                if (!Files.exists(info) || !Files.readString(info).contains("\n@NullMarked\npackage ")) {
                    unmarked.add(main.relativize(folder));
                }
            }
            assertTrue(!packages.isEmpty(), module + " has no packages");
            assertEquals(Set.of(), unmarked, module);
        }
    }

    private static Set<String> channels() throws IOException {
        try (var packages = Files.list(CHANNELS)) {
            return packages.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Java and SQL of messaging-service. */
    private static List<Path> messagingSources() throws IOException {
        try (var files = Files.walk(MESSAGING)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    /** Sources of the modules. Programs in {@code src/test/clients} are samples for users of generated clients. */
    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/")
                            || file.toString().contains("/src/test/java/"))
                    .filter(file ->
                            Stream.of("/target/", "/node_modules/", "/.parley/").noneMatch(file.toString()::contains))
                    .sorted()
                    .toList();
        }
    }

    private record Findings(Path source, List<String> to) {

        void collect() throws IOException {
            var text = Files.readString(source);
            var codeFrom = 0;
            for (var token : TOKEN.matcher(text).results().toList()) {
                checkCode(text, codeFrom, token.start());
                codeFrom = token.end();
                if (token.group().startsWith("/")) {
                    checkComment(text, token);
                }
            }
            checkCode(text, codeFrom, text.length());
        }

        private void checkCode(String text, int from, int to) {
            var code = text.substring(from, to);
            for (var identifier : IDENTIFIER.matcher(code).results().toList()) {
                var isForbidden = !exceptions.matcher(identifier.group()).find()
                        && PART_OF_IDENTIFIER
                                .matcher(identifier.group())
                                .results()
                                .map(part -> part.group().toLowerCase(Locale.ROOT))
                                .anyMatch(part -> words.contains(part) || identifiers.contains(part));
                if (isForbidden) {
                    add(text, from + identifier.start(), identifier.group());
                }
            }
            for (var declared : TYPE.matcher(code).results().toList()) {
                if (types.contains(declared.group(1))) {
                    add(text, from + declared.start(1), "type " + declared.group(1));
                }
            }
        }

        private void checkComment(String text, MatchResult token) {
            var comment = exceptions.matcher(token.group()).replaceAll(allowed -> " "
                    .repeat(allowed.group().length()));
            WORD.matcher(comment)
                    .results()
                    .filter(word -> words.contains(word.group().toLowerCase(Locale.ROOT)))
                    .forEach(word -> add(text, token.start() + word.start(), word.group()));
            phrases.forEach(phrase -> phrase.matcher(comment)
                    .results()
                    .forEach(found -> add(text, token.start() + found.start(), found.group())));
        }

        private void add(String text, int at, String what) {
            var line = text.substring(0, at).lines().count();
            to.add("%s:%d: %s".formatted(ROOT.relativize(source), Math.max(1, line), what.replaceAll("\\s+", " ")));
        }
    }
}
