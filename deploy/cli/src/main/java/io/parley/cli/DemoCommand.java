package io.parley.cli;

import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Loads demo data into a platform with the sandbox: accounts, templates, Flows, conversations.",
        description =
                "Two accounts with numbers on WhatsApp, Viber and SMS, templates in every state, Flows, and a busy"
                        + " minute of conversations with failures in them. Everything is done through the public APIs and the"
                        + " sandbox, so all times are those of the load: a message cannot be accepted in the past. What exists"
                        + " already stays as it is. ./dev up --demo runs this command.",
        footerHeading = "%nExample:%n",
        footer = "  parley demo")
final class DemoCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Option(names = "--sandbox", paramLabel = "URL", description = "URL of the sandbox of a remote platform.")
    private URI sandboxUrl;

    @Mixin
    private final PlatformOptions connection;

    @Mixin
    private final OutputOptions output;

    DemoCommand(ProcessEnvironment environment) {
        connection = new PlatformOptions(environment);
        output = new OutputOptions(environment);
    }

    @Override
    public Integer call() {
        var begin = System.nanoTime();
        var data = DemoData.read();
        try (var api = connection.api();
                var operator = connection.operatorApi();
                var sandbox = connection.sandbox(sandboxUrl)) {
            var accounts = DemoAccounts.create(operator, sandbox, data);
            var templates = new DemoTemplates(api, sandbox, connection.waiting(), data).load();
            var flows = new DemoFlows(api, data).load();
            var messages = accounts.isComplete() ? 0 : conversations(accounts, api, sandbox, data);
            var seconds = (System.nanoTime() - begin) / NANOS;
            output.line(
                    "Demo data: 2 accounts, %d new templates, %d new Flows, %d new messages, in %.1f s.",
                    templates, flows, messages, seconds);
            output.document(OutputOptions.object()
                    .put("templates", templates)
                    .put("flows", flows)
                    .put("messages", messages)
                    .put("seconds", seconds));
        }
        return ExitCode.OK.value();
    }

    private int conversations(DemoAccounts accounts, ConversationsApi api, ConversationsApi sandbox, DemoData data) {
        try (var second = ConversationsApi.at(connection.origin(), accounts.createKey(), connection.waiting())) {
            accounts.awaitVisible(second, connection.waiting());
            var messages = new DemoConversations(api, second, sandbox, connection.waiting(), data).load();
            accounts.revokeKeys();
            return messages;
        }
    }
}
