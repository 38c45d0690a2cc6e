package io.parley.cli;

import io.parley.cli.CallbackServer.Answer;
import io.parley.cli.CallbackServer.Call;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "listen",
        header = "Receives the callbacks, verifies their signatures, prints and forwards them.",
        description =
                "Registers itself as the callback URL of the key's senders, and restores their settings when it ends"
                        + " (Ctrl-C). The receiver gets the bytes and headers of the platform; its answer is shown and returned to"
                        + " the platform, which repeats the call after a failure. An event whose signature is invalid is answered"
                        + " with 401 and not forwarded. PARLEY_WEBHOOK_SECRET is the account's secret, if it has one; if it has"
                        + " none, one is set until the command ends.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley listen",
            "  parley listen --forward-to http://localhost:3000/webhooks",
            "  parley listen --sender 4930555100 --json | jq .event",
            "  parley listen --url https://api.example.com --public-url https://dev-42.tunnel.example --port 4000",
        })
final class ListenCommand implements Callable<Integer> {
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final byte[] INVALID = "The signature is invalid.".getBytes(StandardCharsets.UTF_8);

    @Option(names = "--forward-to", paramLabel = "URL", description = "URL of your receiver.")
    private URI forwardTo;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Address by which a remote platform reaches this machine, for example that of a tunnel to"
                    + " --port.")
    private String publicUrl;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on. Default: any free one.")
    private int port;

    @Option(names = "--sender", paramLabel = "SENDER", description = "Only events of this sender. May be repeated.")
    private List<String> senders = List.of();

    @Option(names = "--count", paramLabel = "N", description = "End after this number of events.")
    private int count;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = PlatformOptions.DurationConverter.class,
            description = "End after this time. Default: never.")
    private Duration period;

    @Mixin
    private final PlatformOptions connection;

    @Mixin
    private final OutputOptions output;

    private final ProcessEnvironment environment;
    private volatile CallbackVerification signatures;
    private CallbackForwarder forwarder;
    private CountDownLatch remaining;

    ListenCommand(ProcessEnvironment environment) {
        this.environment = environment;
        connection = new PlatformOptions(environment);
        output = new OutputOptions(environment);
    }

    @Override
    public Integer call() {
        requireOptions();
        remaining = new CountDownLatch(count == 0 ? Integer.MAX_VALUE : count);
        forwarder = forwardTo == null ? null : new CallbackForwarder(forwardTo);
        try (var api = connection.api();
                var server = CallbackServer.start(port, this::receive)) {
            var selected = selected(ConfiguredSender.all(api));
            var url = callbackUrl(server);
            var file = SavedCallbackSettings.in(connection.folder(), connection.origin());
            var secret = environment.variable("PARLEY_WEBHOOK_SECRET");
            try (var registration = CallbackRegistration.of(api, selected, url, secret, file, output)) {
                signatures = new CallbackVerification(registration.secret());
                var hook = new Thread(registration::close, "restore");
                Runtime.getRuntime().addShutdownHook(hook);
                announce(selected, url);
                var isComplete = await();
                Runtime.getRuntime().removeShutdownHook(hook);
                return (isComplete ? ExitCode.OK : ExitCode.TIMEOUT).value();
            }
        } finally {
            if (forwarder != null) {
                forwarder.close();
            }
        }
    }

    private void requireOptions() {
        if (connection.isRemote() && publicUrl == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A remote platform cannot call this machine: name an address that reaches it with --public-url,"
                            + " for example that of a tunnel.");
        }
        if (forwardTo != null
                && (forwardTo.getHost() == null
                        || !String.valueOf(forwardTo.getScheme()).startsWith("http"))) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--forward-to must be a URL, such as http://localhost:3000/webhooks.");
        }
    }

    private List<ConfiguredSender> selected(List<ConfiguredSender> all) {
        var chosen = all.stream()
                .filter(sender -> senders.isEmpty() || senders.contains(sender.identity()))
                .toList();
        if (chosen.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "The key has no such sender.");
        }
        return chosen;
    }

    private String callbackUrl(CallbackServer server) {
        var base = publicUrl == null ? "http://127.0.0.1:" + server.port() : publicUrl.replaceAll("/+$", "");
        return base + CallbackServer.PATH;
    }

    private void announce(List<ConfiguredSender> selected, String url) {
        var names = selected.stream()
                .map(sender -> sender.channel() + " " + sender.identity())
                .toList();
        output.note("Receiving the callbacks of %s at %s.", String.join(", ", names), url);
        output.note("Ctrl-C ends and restores the settings.");
    }

    /** Returns false if the time has passed before the number of events. An interruption ends the command as Ctrl-C does. */
    private boolean await() {
        try {
            if (period != null) {
                return remaining.await(period.toMillis(), TimeUnit.MILLISECONDS) || count == 0;
            }
            remaining.await();
            return true;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private Answer receive(Call call) {
        var check = signatures;
        if (check == null) {
            // The settings are being changed; the platform repeats the call.
            return new Answer(503, new byte[0]);
        }
        var signature =
                check.check(call.headers(), call.body(), connection.waiting().now());
        var isInvalid = signature == CallbackVerification.Result.invalid;
        var forwarded = forwarder == null || isInvalid ? null : forwarder.forward(call);
        new CallbackEventPrinter(output).print(call, signature, forwarded);
        remaining.countDown();
        if (isInvalid) {
            return new Answer(UNAUTHORIZED, INVALID);
        }
        return forwarded == null ? new Answer(NO_CONTENT, new byte[0]) : forwarded.answer();
    }
}
