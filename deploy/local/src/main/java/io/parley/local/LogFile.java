package io.parley.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of one part, read from where the last reading ended. Lines without a time belong to the event before them. */
final class LogFile {

    /** Of the services and the launcher, and PostgreSQL's with a zone. */
    private static final Pattern TIME =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)[.,](\\d{3})(?: (UTC|GMT))?");

    private final String part;
    private final Path path;
    private long position;
    private LocalDateTime last;

    /** @param text one line, or several where a stack trace follows */
    record Event(LocalDateTime at, String part, String text) {}

    LogFile(String part, Path path) {
        this.part = part;
        this.path = path;
    }

    String part() {
        return part;
    }

    /** Whole lines that were written since. A file that became shorter was begun anew. */
    List<Event> read() {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            position = file.length() < position ? 0 : position;
            var bytes = new byte[(int) Math.min(file.length() - position, Integer.MAX_VALUE - 8)];
            file.seek(position);
            file.readFully(bytes);
            var whole = endOfLastLine(bytes);
            position += whole;
            return events(new String(bytes, 0, whole, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return List.of(); // is made, or replaced, just now
        }
    }

    private static int endOfLastLine(byte[] bytes) {
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private List<Event> events(String text) {
        var events = new ArrayList<Event>();
        if (text.isEmpty()) {
            return events;
        }
        for (var line : text.substring(0, text.length() - 1).split("\n", -1)) {
            var time = time(line);
            time.ifPresent(at -> last = at);
            if (time.isPresent() || events.isEmpty()) {
                events.add(new Event(last == null ? begun() : last, part, line));
            } else {
                var before = events.removeLast();
                events.add(new Event(before.at(), part, before.text() + "\n" + line));
            }
        }
        return events;
    }

    private static Optional<LocalDateTime> time(String line) {
        var matcher = TIME.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var at = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2) + "." + matcher.group(3));
        return Optional.of(
                matcher.group(4) == null
                        ? at
                        : at.atOffset(ZoneOffset.UTC)
                                .atZoneSameInstant(ZoneId.systemDefault())
                                .toLocalDateTime());
    }

    private LocalDateTime begun() {
        try {
            var made = Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class)
                    .creationTime();
            return LocalDateTime.ofInstant(made.toInstant(), ZoneId.systemDefault());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
