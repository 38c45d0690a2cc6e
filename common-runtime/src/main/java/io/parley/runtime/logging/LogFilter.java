package io.parley.runtime.logging;

import io.parley.runtime.failure.Failures;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Filters and rewrites every log record: drops redundant lines, puts each event on one line, removes stack traces of
 * outages, and redacts sensitive data. Quarkus gives a handler one filter, so all of it is here.
 */
@LoggingFilter(name = "parley")
final class LogFilter implements Filter {
    private static final String OURS = "io.parley";
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*[\\r\\n\u2028\u2029]+\\s*");

    private final RepeatedLines repeated;

    LogFilter() {
        this(new RepeatedLines(System::nanoTime));
    }

    LogFilter(RepeatedLines repeated) {
        this.repeated = repeated;
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (LatePoolTimeouts.matches(entry)) {
            return false;
        }
        if (entry instanceof ExtLogRecord line) {
            var suppressed = suppressedBefore(line);
            if (suppressed < 0) {
                return false;
            }
            rewrite(line, suppressed);
        }
        return true;
    }

    private int suppressedBefore(ExtLogRecord line) {
        var isOurs = String.valueOf(line.getLoggerName()).startsWith(OURS);
        return isOurs || line.getLevel().intValue() < Level.INFO.intValue()
                ? 0
                : repeated.suppressedBefore(line.getLoggerName(), String.valueOf(line.getFormattedMessage()));
    }

    private static void rewrite(ExtLogRecord line, int suppressed) {
        var before = line.getFormattedMessage();
        var thrown = line.getThrown();
        var text = before == null ? "" : before;
        if (Failures.isOutage(thrown)) {
            text += " cause=" + Failures.describe(thrown);
            line.setThrown(null);
        } else if (thrown != null) {
            line.setThrown(RedactedThrowable.of(thrown));
        }
        if (suppressed > 0) {
            text += " (and " + suppressed + " more like this)";
        }
        text = Redaction.of(oneLine(text));
        if (!text.equals(before)) {
            line.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
        }
    }

    private static String oneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\u2028') < 0
                ? text
                : LINE_BREAKS.matcher(text.strip()).replaceAll(" | ");
    }
}
