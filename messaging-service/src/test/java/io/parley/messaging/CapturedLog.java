package io.parley.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Captures all log lines from now on, formatted like the console output. */
public final class CapturedLog extends ExtHandler {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler console = console();

    public CapturedLog() {
        Logger.getLogger("").addHandler(this);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
        if (console.getFilter() == null || console.getFilter().isLoggable(line)) {
            lines.add(console.getFormatter().format(line));
        }
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }

    private static Handler console() {
        return Stream.of(LogContext.getLogContext().getLogger("").getHandlers())
                .flatMap(CapturedLog::nested)
                .filter(ConsoleHandler.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Handler> nested(Handler handler) {
        return handler instanceof ExtHandler ext
                ? Stream.concat(Stream.of(handler), Stream.of(ext.getHandlers()).flatMap(CapturedLog::nested))
                : Stream.of(handler);
    }
}
