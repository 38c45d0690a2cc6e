package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API keys of an account, by the operator API. */
@Command(name = "keys", header = "Lists, creates and revokes API keys (operator key required).")
final class KeysCommand {
    private static final String ACCOUNTS = "/operator/v1/accounts";

    /** What the three commands have in common. */
    abstract static class OfAccount implements Callable<Integer> {
        @Option(
                names = "--account",
                paramLabel = "ID",
                description = "Account. May be omitted if the platform has only one.")
        private String account;

        @Mixin
        private final PlatformOptions connection;

        @Mixin
        final OutputOptions output;

        OfAccount(ProcessEnvironment environment) {
            connection = new PlatformOptions(environment);
            output = new OutputOptions(environment);
        }

        @Override
        public Integer call() {
            try (var api = connection.operatorApi()) {
                run(api, ACCOUNTS + "/" + (account == null ? onlyAccount(api) : account) + "/keys");
                return ExitCode.OK.value();
            }
        }

        abstract void run(ConversationsApi api, String keys);

        private static String onlyAccount(ConversationsApi api) {
            var accounts = api.pages(ACCOUNTS);
            if (accounts.size() == 1) {
                return accounts.getFirst().path("id").asText();
            }
            var lines = accounts.stream()
                    .map(one -> "  " + one.path("id").asText() + "  "
                            + OutputOptions.printable(one.path("name").asText(), 60))
                    .collect(Collectors.joining("\n"));
            throw new CommandFailure(
                    ExitCode.USAGE,
                    accounts.isEmpty()
                            ? "The platform has no account."
                            : "Choose an account with --account:\n" + lines);
        }
    }

    @Command(
            name = "list",
            header = "Lists the keys of an account; never the keys themselves, which are not stored.",
            footerHeading = "%nExample:%n",
            footer = "  parley keys list --account 0f5d7e1c-3f0b-4a55-9c6e-6d1f6c0a7b11")
    static final class ListKeys extends OfAccount {
        ListKeys(ProcessEnvironment environment) {
            super(environment);
        }

        @Override
        void run(ConversationsApi api, String keys) {
            var all = OutputOptions.object().putArray("keys");
            api.pages(keys).forEach(all::add);
            output.document(all);
            all.forEach(key -> output.line(
                    "%-24s %-8s %-24s %s",
                    key.path("id").asText(),
                    state(key),
                    OutputOptions.printable(key.path("name").asText(""), 24),
                    scopes(key)));
        }

        private static String state(JsonNode key) {
            if (key.hasNonNull("revokedAt")) {
                return "revoked";
            }
            var isExpired = key.hasNonNull("expiresAt")
                    && Instant.parse(key.path("expiresAt").asText()).isBefore(Instant.now());
            return isExpired ? "expired" : "active";
        }

        private static String scopes(JsonNode key) {
            return StreamSupport.stream(key.path("scopes").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
        }
    }

    @Command(
            name = "create",
            header = "Creates a key and prints it, once: only a hash of it is stored.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  parley keys create --name crm --scope messages:write --scope messages:read",
                "  KEY=$(parley keys create --name ci --json | jq -r .key)"
            })
    static final class CreateKey extends OfAccount {
        @Option(names = "--name", paramLabel = "TEXT", description = "Purpose of the key, for operators.")
        private String name;

        @Option(names = "--scope", paramLabel = "SCOPE", description = "An allowed scope. Default: all.")
        private List<String> scopes = List.of();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "When the key expires, such as 2027-01-31T00:00:00Z. Default: never.")
        private String expires;

        CreateKey(ProcessEnvironment environment) {
            super(environment);
        }

        @Override
        void run(ConversationsApi api, String keys) {
            var request = OutputOptions.object();
            if (name != null) {
                request.put("name", name);
            }
            if (!scopes.isEmpty()) {
                var array = request.putArray("scopes");
                scopes.forEach(array::add);
            }
            if (expires != null) {
                request.put("expiresAt", expires);
            }
            var created = api.call("POST", keys, request);
            output.document(created);
            output.line("%s", created.path("key").asText());
            if (!output.isJson()) {
                output.note(
                        "Key %s is shown only now; store it safely.",
                        created.path("id").asText());
            }
        }
    }

    @Command(
            name = "revoke",
            header = "Revokes a key: requests with it get 401 within seconds.",
            footerHeading = "%nExample:%n",
            footer = "  parley keys revoke 3f0b4a559c6e")
    static final class RevokeKey extends OfAccount {
        @Parameters(paramLabel = "ID", description = "Id of the key, as parley keys list shows it.")
        private String id;

        RevokeKey(ProcessEnvironment environment) {
            super(environment);
        }

        @Override
        void run(ConversationsApi api, String keys) {
            api.call("DELETE", keys + "/" + id, null);
            output.document(OutputOptions.object().put("id", id).put("revoked", true));
            output.line("Key %s is revoked.", id);
        }
    }
}
