package io.parley.cli;

import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Loads demo data into a platform with the sandbox: accounts, templates, Flows, conversations.",
        description =
                "Two accounts with numbers on WhatsApp, Viber and SMS, templates in every state, Flows, and some hundred"
                        + " conversations with failures in them. Everything is done through the public APIs and the sandbox,"
                        + " so all times are those of the load: a message cannot be accepted in the past. ./dev up --demo runs"
                        + " this command and then moves the messages to their times of the last 24 hours, which --json prints."
                        + " What exists already stays as it is.",
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
            var messages = accounts.isComplete() ? List.<DemoMessage>of() : conversations(accounts, api, sandbox, data);
            var seconds = (System.nanoTime() - begin) / NANOS;
            output.line(
                    "Demo data: 2 accounts, %d new templates, %d new Flows, %d new messages, in %.1f s.",
                    templates, flows, messages.size(), seconds);
            var document = OutputOptions.object()
                    .put("templates", templates)
                    .put("flows", flows)
                    .put("messages", messages.size())
                    .put("seconds", seconds);
            var day = document.putArray("day");
            messages.stream()
                    .filter(message -> message.at() != null)
                    .map(DemoMessage::json)
                    .forEach(day::add);
            output.document(document);
        }
        return ExitCode.OK.value();
    }

    private List<DemoMessage> conversations(
            DemoAccounts accounts, ConversationsApi api, ConversationsApi sandbox, DemoData data) {
        try (var second = ConversationsApi.at(connection.origin(), accounts.createKey(), connection.waiting())) {
            accounts.awaitVisible(second, connection.waiting());
            var isReachable = !connection.isRemote();
            var messages = new DemoConversations(api, second, sandbox, connection.waiting(), data, isReachable).load();
            accounts.revokeKeys();
            return messages;
        }
    }
}
