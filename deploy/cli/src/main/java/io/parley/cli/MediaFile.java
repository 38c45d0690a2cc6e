package io.parley.cli;

import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file that a person sends.
 *
 * @param type its media type
 */
record MediaFile(String name, String type, byte[] content) {
    /** As the sandbox accepts of a phone. */
    private static final long MAX_BYTES = 8 * 1024 * 1024;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("3gp", "video/3gpp"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"),
            Map.entry("amr", "audio/amr"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    /** Reads a file of the program. */
    static MediaFile ofResource(String name) {
        try (var in = MediaFile.class.getResourceAsStream("media/" + name)) {
            return new MediaFile(name, typeOf(name), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of the user. */
    static MediaFile of(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailure(ExitCode.USAGE, "--file must have at most 8 MB.");
            }
            var name = file.getFileName().toString();
            return new MediaFile(name, typeOf(name), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " cannot be read: " + Failures.describe(e) + ".");
        }
    }

    private static String typeOf(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var type = TYPES.get(extension);
        if (type == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--file must have one of the extensions "
                            + TYPES.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        return type;
    }
}
