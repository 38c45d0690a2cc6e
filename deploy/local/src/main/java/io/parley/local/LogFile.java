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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The log of one component, read incrementally. Lines without a timestamp belong to the previous event. */
final class LogFile {

    /** Timestamps of the services and the launcher, and PostgreSQL's with a zone. */
    private static final Pattern TIME =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)[.,](\\d{3})(?: (UTC|GMT))?");

    /** Maximum number of bytes in memory. */
    private static final int CHUNK = 1 << 20;

    private final String component;
    private final Path path;
    private long position;
    private LocalDateTime last;

    /** Lines of the current event. */
    private final StringBuilder text = new StringBuilder();

    /** @param text one line, or several with a stack trace */
    record Event(LocalDateTime at, String component, String text) {}

    LogFile(String component, Path path) {
        this.component = component;
        this.path = path;
    }

    String component() {
        return component;
    }

    /** Reads the events since the last call, in chunks because logs grow to gigabytes. A shorter file is a new one. */
    void read(Consumer<Event> reader) {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            position = file.length() < position ? 0 : position;
            for (var lines = next(file); !lines.isEmpty(); lines = next(file)) {
                lines.forEach(line -> append(line, reader));
            }
            finish(reader);
        } catch (IOException e) {
            return; // is being created or replaced
        }
    }

    /** Returns the complete lines of the next chunk; a line that is longer than a chunk is split. */
    private List<String> next(RandomAccessFile file) throws IOException {
        var bytes = new byte[(int) Math.min(file.length() - position, CHUNK)];
        file.seek(position);
        file.readFully(bytes);
        var whole = endOfLastLine(bytes);
        var end = whole == 0 && bytes.length == CHUNK ? CHUNK : whole;
        position += end;
        return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    private static int endOfLastLine(byte[] bytes) {
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void append(String line, Consumer<Event> reader) {
        var time = time(line);
        if (time.isEmpty() && !text.isEmpty() && text.length() < CHUNK) {
            text.append('\n').append(line);
        } else {
            finish(reader);
            last = time.orElseGet(() -> last == null ? creationTime() : last);
            text.append(line);
        }
    }

    private void finish(Consumer<Event> reader) {
        if (!text.isEmpty()) {
            reader.accept(new Event(last, component, text.toString()));
            text.setLength(0);
        }
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

    private LocalDateTime creationTime() {
        try {
            var created = Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class)
                    .creationTime();
            return LocalDateTime.ofInstant(created.toInstant(), ZoneId.systemDefault());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
