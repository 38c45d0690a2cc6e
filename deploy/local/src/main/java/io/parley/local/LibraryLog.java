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

/** Writes the log of the broker and the proxy in this JVM to a file; the terminal shows the launcher's output only. */
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

    /** Strong references, because java.util.logging keeps only weak ones. */
    private static final List<Logger> LOGGERS =
            NAMES.stream().map(Logger::getLogger).toList();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private LibraryLog() {}

    static FileHandler into(Path file) {
        try {
            // Initializes SLF4J in one thread, before several threads log concurrently.
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

    /** Same format as the services' logs, so that all logs can be merged. */
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
