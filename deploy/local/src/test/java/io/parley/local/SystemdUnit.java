package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A unit of deploy/systemd, as systemd reads it. Supports what the units use: no quotes, no continued lines, and a variable
 * in ExecStart is a whole word.
 *
 * @param directives names and values in their order, without sections
 */
record SystemdUnit(List<Map.Entry<String, String>> directives) {

    static final String ETC = "/etc/parley";
    static final String RELEASES = "/opt/parley";
    static final String JAVA = "/opt/parley/java";
    static final String STATE = "/var/lib";
    static final String CREDENTIALS = "/run/credentials";

    static SystemdUnit read(Path file) {
        return new SystemdUnit(lines(file).map(SystemdUnit::directive).toList());
    }

    /** Reads the unit of a service with its drop-ins. Specifiers are replaced as for the host name {@code host}. */
    static SystemdUnit of(Path folder, Service service) {
        var instance = service.route();
        var all = new ArrayList<>(read(folder.resolve("parley@.service")).directives());
        for (var dropIn : files(folder.resolve("parley@" + instance + ".service.d"))) {
            all.addAll(read(dropIn).directives());
        }
        return new SystemdUnit(all.stream()
                .map(one -> Map.entry(one.getKey(), specified(one.getValue(), instance)))
                .toList());
    }

    private static String specified(String value, String instance) {
        return value.replace("%i", instance)
                .replace("%H", "host")
                .replace("%S", STATE)
                .replace("%d", CREDENTIALS + "/parley@" + instance + ".service");
    }

    /** Returns the settings of an environment file or, since the samples use no escapes, a properties file. */
    static Map<String, String> settings(Path file) {
        var all = new LinkedHashMap<String, String>();
        lines(file).map(SystemdUnit::directive).forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    /** Returns the lines without comments, blank lines and headers of sections. */
    private static Stream<String> lines(Path file) {
        return read(file, Files::readAllLines).stream()
                .map(String::strip)
                .filter(line -> line.contains("=") && !line.startsWith("#"));
    }

    private static Map.Entry<String, String> directive(String line) {
        var equals = line.indexOf('=');
        return Map.entry(line.substring(0, equals), line.substring(equals + 1));
    }

    private static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        return read(folder, path -> {
            try (var files = Files.list(path)) {
                return files.sorted().toList();
            }
        });
    }

    private interface Read<T> {
        T from(Path path) throws IOException;
    }

    private static <T> T read(Path path, Read<T> read) {
        try {
            return read.from(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all values of a directive. */
    List<String> all(String name) {
        return directives.stream()
                .filter(one -> one.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns the value of a directive that can have one value: the last. */
    String value(String name) {
        return all(name).getLast();
    }

    /** Returns the words of ExecStart with variables replaced; the value of a variable is split at blanks. */
    List<String> command(Map<String, String> environment) {
        return Stream.of(value("ExecStart").split(" "))
                .flatMap(word -> word.startsWith("$")
                        ? Stream.of(environment.get(word.substring(1)).split(" "))
                        : Stream.of(word))
                .toList();
    }
}
