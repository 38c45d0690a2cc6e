package io.parley.template.command;

import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands with a clock that a pause moves on. */
final class CommandRun {
    private final Map<String, String> environment;
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable onPause = () -> {};
    private Instant now = Instant.parse("2026-11-30T04:00:00Z");

    CommandRun(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What a command printed, and its exit status. */
    record Output(ExitCode status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    void onPause(Runnable action) {
        onPause = action;
    }

    List<Duration> pauses() {
        return pauses;
    }

    Output run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status = new TemplateCommand(environment, waiting(), stream(out), stream(err)).run(List.of(words));
        return new Output(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private Waiting waiting() {
        return new Waiting() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public void pause(Duration time) {
                pauses.add(time);
                now = now.plus(time);
                onPause.run();
            }
        };
    }
}
