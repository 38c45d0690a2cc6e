package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        header = "Sends a message, on every channel and with every content.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley send --to +4915550001111 \"Your order is ready.\"",
            "  parley send --channel sms --from CornerShop --to +4915550001111 Hello --wait delivered",
            "  parley send --to +4915550001111 --template visit_reminder --param Mina --param \"Monday at nine\"",
            "  parley send --to +4915550001111 --content buttons.json --wait seen --timeout 2m",
            "  parley send --content message.json --json",
        })
final class SendCommand implements Callable<Integer> {
    private static final String MESSAGES = "/conversations/v3/messages";
    private static final String WHATSAPP = "whatsapp";

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "Text of the message.")
    private String text;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "whatsapp (default), viber or sms.")
    private String channel;

    @Option(names = "--from", paramLabel = "SENDER", description = "Sender. Default: the first one of the channel.")
    private String from;

    @Option(names = "--to", paramLabel = "PERSON", description = "International number or id of the person.")
    private String to;

    @Option(
            names = "--content",
            paramLabel = "FILE",
            description =
                    "JSON file with the content, or with the whole message, in the form of the API; - reads it from"
                            + " the input. Options override its members.")
    private Path content;

    @Option(names = "--template", paramLabel = "NAME", description = "Name of a WhatsApp template.")
    private String template;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en",
            description = "Language of the template. Default: ${DEFAULT-VALUE}.")
    private String language;

    @Option(names = "--param", paramLabel = "TEXT", description = "Value of the template's next body placeholder.")
    private List<String> params = List.of();

    @Option(
            names = "--payload",
            paramLabel = "TEXT",
            description = "What is returned when the template's next quick reply is tapped.")
    private List<String> payloads = List.of();

    @Option(names = "--rate-type", paramLabel = "TYPE", description = "Tariff class of Viber. Default: transaction.")
    private String rateType;

    @Option(names = "--context", paramLabel = "TEXT", description = "Your own reference, for example an order number.")
    private String context;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Sends the message once, however often the command is repeated. Default: a new key.")
    private String idempotencyKey;

    @Option(
            names = "--wait",
            paramLabel = "STATE",
            description = "Follow the message until it is dispatched, delivered or seen.")
    private AwaitedStatus wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = PlatformOptions.DurationConverter.class,
            description = "How long --wait waits. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Mixin
    private final PlatformOptions connection;

    @Mixin
    private final OutputOptions output;

    private final ProcessEnvironment environment;

    SendCommand(ProcessEnvironment environment) {
        this.environment = environment;
        this.connection = new PlatformOptions(environment);
        this.output = new OutputOptions(environment);
    }

    @Override
    public Integer call() {
        try (var api = connection.api()) {
            var message = message(api);
            var key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
            var accepted = api.create(MESSAGES, message, key);
            var id = accepted.path("messageId").asText();
            output.line(
                    "%s  accepted   %s %s → %s",
                    id,
                    message.path("channel").asText(),
                    message.path("from").asText(),
                    message.path("to").asText());
            if (wait == null) {
                output.document(accepted);
                return ExitCode.OK.value();
            }
            return new FollowMessage(api, connection.waiting(), output)
                    .until(wait, id, timeout)
                    .value();
        }
    }

    private ObjectNode message(ConversationsApi api) {
        var message = fileOrEmpty();
        set(message, "channel", channel, WHATSAPP);
        var onChannel = message.path("channel").asText();
        set(message, "to", to, null);
        require(message.has("to"), "Name the person with --to.");
        if (from != null || !message.has("from")) {
            message.put(
                    "from",
                    from == null ? ConfiguredSender.first(api, onChannel).identity() : from);
        }
        set(message, "context", context, null);
        if (onChannel.equals("viber") && !message.has("messagePurpose")) {
            set(message, "rateType", rateType, "transaction");
        }
        if (template != null) {
            message.set("content", templateContent());
        } else if (text != null) {
            message.putObject("content").put("contentType", "text").put("text", text);
        }
        require(message.has("content"), "Give the text, or --template, or --content.");
        return message;
    }

    /** The file has a whole message, or its content only. */
    private ObjectNode fileOrEmpty() {
        if (content == null) {
            return OutputOptions.object();
        }
        var file = JsonFile.read(content, environment.in());
        return file.has("content") ? file : OutputOptions.object().set("content", file);
    }

    private static void set(ObjectNode message, String member, String given, String defaultValue) {
        if (given != null || !message.has(member) && defaultValue != null) {
            message.put(member, given == null ? defaultValue : given);
        }
    }

    private static void require(boolean condition, String remedy) {
        if (!condition) {
            throw new CommandFailure(ExitCode.USAGE, remedy);
        }
    }

    private JsonNode templateContent() {
        var json = OutputOptions.object().put("contentType", "template");
        var used = json.putObject("template").put("templateId", template).put("templateLanguage", language);
        if (!params.isEmpty() || !payloads.isEmpty()) {
            var components = used.putObject("components");
            params.forEach(value ->
                    components.withArray("body").addObject().put("type", "text").put("text", value));
            payloads.forEach(payload -> {
                var buttons = components.withArray("button");
                buttons.addObject()
                        .put("type", "quick_reply")
                        .put("index", buttons.size() - 1)
                        .put("payload", payload);
            });
        }
        return json;
    }
}
