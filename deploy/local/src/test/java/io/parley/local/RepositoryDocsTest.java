package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the documents match the code. */
class RepositoryDocsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("user.dir")).resolve("../..").normalize();
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)`");
    private static final Pattern FENCES = Pattern.compile("(?m)^```");
    private static final Pattern BLOCK = Pattern.compile("\\]\\(([^)]+)\\)\\n\\n```[a-z]+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile(
            ".*/src/test/(java/io/parley/(messaging/channel/pigeon/(?!PigeonTest)|gateway/PigeonWebhook\\.)"
                    + "|resources/samples/pigeon/).*");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");

    @Test
    void classesInTheArchitectureExist() throws IOException {
        var unknown = matches(ROOT.resolve("docs/ARCHITECTURE.md"), CLASS);

        unknown.removeAll(classes());

        assertFalse(
                unknown.isEmpty()
                        && matches(ROOT.resolve("docs/ARCHITECTURE.md"), CLASS).isEmpty(),
                "no class is named");
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyLinkHasATarget() throws IOException {
        var broken = new TreeSet<String>();
        for (var page : pages()) {
            for (var target : matches(page, LINK)) {
                if (!Files.exists(page.resolveSibling(target))) {
                    broken.add(ROOT.relativize(page) + " -> " + target);
                }
            }
        }

        assertEquals(Set.of(), broken);
    }

    @Test
    void settingsAreDocumentedAsTheyAreDeclared() throws IOException {
        assertEquals(
                ConfigurationDocs.text(ROOT),
                Files.readString(ROOT.resolve("docs/configuration.md")),
                "./dev docs writes docs/configuration.md anew");
    }

    /** Readers copy the guide, so each code block is a file of the example channel, and all its files are shown. */
    @Test
    void channelGuideShowsTheExampleChannel() throws IOException {
        var guide = ROOT.resolve("docs/adding-a-channel.md");
        var example = example();
        assertFalse(example.isEmpty(), "there is no example channel");
        var shown = new TreeSet<Path>();
        var text = Files.readString(guide);
        for (var block : BLOCK.matcher(text).results().toList()) {
            var file = guide.resolveSibling(block.group(1)).normalize();
            var content = Files.readString(file);
            assertEquals(
                    example.contains(file) ? content : contained(block.group(2), content),
                    block.group(2),
                    file.toString());
            shown.add(file);
        }

        assertEquals(
                FENCES.matcher(text).results().count(),
                2 * BLOCK.matcher(text).results().count());
        example.removeAll(shown);
        assertEquals(Set.of(), example, "not shown");
    }

    private static String contained(String part, String whole) {
        return whole.contains(part) ? part : whole;
    }

    /** Returns the files of the example channel, without its end-to-end test. */
    private static Set<Path> example() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> EXAMPLE.matcher(file.toString()).matches())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> matches(Path page, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> classes() throws IOException {
        return walk(".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }

    private static List<Path> pages() throws IOException {
        return walk(".md").toList();
    }

    private static Stream<Path> walk(String ending) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of("/target/", "/node_modules/", "/.parley/", "/.git/")
                            .noneMatch(file.toString()::contains))
                    .toList()
                    .stream();
        }
    }
}
