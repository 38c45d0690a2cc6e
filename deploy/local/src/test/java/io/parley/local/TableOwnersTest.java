package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every table has one owner (ADR 0016): one package names it in SQL or as an entity. The names of the tables are read from the
 * migrations.
 */
class TableOwnersTest {

    private static final Path ROOT = Path.of(System.getProperty("parley.home"));
    private static final Pattern CREATED = Pattern.compile("(?m)^create table (\\w+)");

    /** Text blocks and strings. */
    private static final Pattern LITERAL = Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"");

    private static final Pattern STATEMENT =
            Pattern.compile("\\b(?:select|insert into|update|delete from|truncate|join|from)\\s");
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:from|join|into|update|using|truncate|table)\\s+(?:only\\s+)?(?:\\w+\\.)?(\\w+)");
    private static final Pattern ENTITY = Pattern.compile("@Table\\(\\s*name\\s*=\\s*\"(\\w+)\"");

    /** The package below the service's own, or the folder below {@code sql}, which has the package's name. */
    private static final Pattern FEATURE = Pattern.compile(
            "(?:java/io/parley/(?:messaging|template|flow|gateway)/|java/io/parley/(?=runtime/)|resources/sql/)"
                    + "(runtime/\\w+|\\w+)/");

    @Test
    void aTableIsNamedByOnePackage() throws IOException {
        var tables = tables();
        assertTrue(tables.containsAll(Set.of("message", "dispatch_job", "outbox")), tables::toString);

        var owners = new TreeMap<String, Set<String>>();
        for (var source : sources()) {
            named(source).filter(tables::contains).forEach(table -> owners.computeIfAbsent(
                            table, name -> new TreeSet<>())
                    .add(feature(source)));
        }

        assertTrue(owners.size() > tables.size() / 2, () -> "few of the tables are found: " + owners);
        owners.values().removeIf(packages -> packages.size() == 1);
        assertEquals(Map.of(), owners);
    }

    private static Set<String> tables() throws IOException {
        var tables = new TreeSet<String>();
        for (var migration : files("/src/main/resources/db/", ".sql")) {
            CREATED.matcher(Files.readString(migration)).results().forEach(created -> tables.add(created.group(1)));
        }
        return tables;
    }

    /** Main sources of the services and of what they share. */
    private static List<Path> sources() throws IOException {
        var all = Stream.concat(
                files("/src/main/java/io/parley/", ".java").stream(),
                files("/src/main/resources/sql/", ".sql").stream());
        return all.filter(source -> !source.startsWith(ROOT.resolve("deploy"))).toList();
    }

    private static Stream<String> named(Path source) throws IOException {
        var text = Files.readString(source);
        if (source.toString().endsWith(".sql")) {
            return namedInSql(text);
        }
        var literals = LITERAL.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(literal -> STATEMENT.matcher(literal).find())
                .collect(Collectors.joining("\n"));
        var entities = ENTITY.matcher(text).results().map(entity -> entity.group(1));
        return Stream.concat(namedInSql(literals), entities);
    }

    private static Stream<String> namedInSql(String sql) {
        return NAMED.matcher(sql.replaceAll("--[^\n]*", "")).results().map(named -> named.group(1));
    }

    private static String feature(Path source) {
        var matcher = FEATURE.matcher(source.toString());
        return matcher.find()
                ? matcher.group(1).replace('/', '.')
                : ROOT.relativize(source).toString();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> file.toString().contains(folder))
                    .filter(file ->
                            Stream.of("/target/", "/node_modules/", "/.parley/").noneMatch(file.toString()::contains))
                    .sorted()
                    .toList();
        }
    }
}
