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

/** The log of one part, read from where the last reading ended. Lines without a time belong to the event before them. */
final class LogFile {

    /** Of the services and the launcher, and PostgreSQL's with a zone. */
    private static final Pattern TIME =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)[.,](\\d{3})(?: (UTC|GMT))?");

    /** Bytes that are in memory at a time. */
    private static final int PIECE = 1 << 20;

    private final String part;
    private final Path path;
    private long position;
    private LocalDateTime last;

    /** Lines of the event that is being read. */
    private final StringBuilder text = new StringBuilder();

    /** @param text one line, or several where a stack trace follows */
    record Event(LocalDateTime at, String part, String text) {}

    LogFile(String part, Path path) {
        this.part = part;
        this.path = path;
    }

    String part() {
        return part;
    }

    /** Passes on the events written since the last call, in pieces: logs grow to gigabytes. A file that became shorter is a new one. */
    void read(Consumer<Event> reader) {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            position = file.length() < position ? 0 : position;
            for (var lines = next(file); !lines.isEmpty(); lines = next(file)) {
                lines.forEach(line -> append(line, reader));
            }
            finish(reader);
        } catch (IOException e) {
            return; // is made, or replaced, just now
        }
    }

    /** The whole lines of the next piece; a line that is longer than a piece is cut. */
    private List<String> next(RandomAccessFile file) throws IOException {
        var bytes = new byte[(int) Math.min(file.length() - position, PIECE)];
        file.seek(position);
        file.readFully(bytes);
        var whole = endOfLastLine(bytes);
        var end = whole == 0 && bytes.length == PIECE ? PIECE : whole;
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
        if (time.isEmpty() && !text.isEmpty() && text.length() < PIECE) {
            text.append('\n').append(line);
        } else {
            finish(reader);
            last = time.orElseGet(() -> last == null ? begun() : last);
            text.append(line);
        }
    }

    private void finish(Consumer<Event> reader) {
        if (!text.isEmpty()) {
            reader.accept(new Event(last, part, text.toString()));
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
