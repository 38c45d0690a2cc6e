package io.parley.local;

import io.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the broker and the proxy say inside this JVM to a file; the terminal belongs to the launcher. */
final class LibraryLog {

    private static final List<String> NAMES = List.of(
            "io.parley.local",
            "org.apache.kafka",
            "kafka",
            "state.change.logger",
            "io.vertx",
            "io.netty",
            "io.zonky",
            "org.postgresql");

    /** Held, because java.util.logging forgets loggers that nobody holds. */
    private static final List<Logger> LOGGERS =
            NAMES.stream().map(Logger::getLogger).toList();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private LibraryLog() {}

    static FileHandler into(Path file) {
        try {
            // Many threads log at once soon; the facade wants to be set up by one.
            LoggerFactory.getILoggerFactory();
            var handler = new FileHandler(OwnerOnly.file(file).toString(), true);
            handler.setFormatter(new LineFormatter());
            handler.setLevel(Level.INFO);
            for (var logger : LOGGERS) {
                logger.setUseParentHandlers(false);
                logger.setLevel(Level.WARNING);
                logger.addHandler(handler);
            }
            return handler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the services write their lines, so that all logs can be merged. */
    private static final class LineFormatter extends Formatter {
        @Override
        public String format(LogRecord line) {
            var at = LocalDateTime.ofInstant(line.getInstant(), ZoneId.systemDefault());
            var thrown = line.getThrown() == null ? "" : " cause=" + line.getThrown();
            var text = (formatMessage(line) + thrown).strip().replaceAll("\\s*[\\r\\n]+\\s*", " | ");
            return "%s %-5s [%s] %s%n".formatted(TIME.format(at), level(line), line.getLoggerName(), text);
        }

        private static String level(LogRecord line) {
            return switch (line.getLevel().getName()) {
                case "WARNING" -> "WARN";
                case "SEVERE" -> "ERROR";
                default -> line.getLevel().getName();
            };
        }
    }

    static void end(FileHandler handler) {
        LOGGERS.forEach(logger -> logger.removeHandler(handler));
        handler.close();
    }
}
