package io.parley.cli;

import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trigger",
        header = "Lets something happen at a network, by the sandbox: a message, a tap, a failure, a review.",
        description =
                "The sandbox sends the network's own webhook or SMPP PDU, so the event takes the whole way through"
                        + " the platform to your callback URL.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley trigger --list",
            "  parley trigger inbound.text --override \"text=Is the shop open?\"",
            "  parley trigger inbound.button --override message.interactive.button_reply.id=yes",
            "  parley trigger inbound.image --file lamp.jpg --override \"text=Do you have this one?\"",
            "  parley trigger status.failed --code 131047",
            "  parley trigger status.failed --channel sms",
            "  parley trigger template.rejected",
        })
final class TriggerCommand implements Callable<Integer> {
    private static final String PERSON = "4915550001111";
    private static final int UNIQUE_BYTES = 4;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "What happens; --list shows all.")
    private String name;

    @Option(names = "--list", description = "List all triggers.")
    private boolean list;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "Channel. Default: the trigger's first one.")
    private String channel;

    @Option(names = "--from", paramLabel = "PERSON", description = "Number of the person. Default: " + PERSON + ".")
    private String person;

    @Option(names = "--to", paramLabel = "SENDER", description = "Your sender. Default: the first one of the channel.")
    private String sender;

    @Option(
            names = "--override",
            paramLabel = "PATH=VALUE",
            description =
                    "Change a member of the request, for example message.location.latitude=52.5. May be repeated.")
    private List<String> overrides = List.of();

    @Option(
            names = "--variable",
            paramLabel = "NAME=VALUE",
            description = "Set a variable of the trigger's paths, for example phoneNumberId=105500000000001.")
    private Map<String, String> given = Map.of();

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description =
                    "Error of status.failed: a code of Meta from 130429 to 137000, a status of Viber, or a command"
                            + " status of the SMSC in decimal.")
    private String code;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "File that the person sends, in place of the one of the trigger.")
    private Path file;

    @Option(names = "--sandbox", paramLabel = "URL", description = "URL of the sandbox of a remote platform.")
    private URI sandboxUrl;

    @Mixin
    private final PlatformOptions connection;

    @Mixin
    private final OutputOptions output;

    TriggerCommand(ProcessEnvironment environment) {
        connection = new PlatformOptions(environment);
        output = new OutputOptions(environment);
    }

    @Override
    public Integer call() {
        if (list) {
            listAll();
            return ExitCode.OK.value();
        }
        if (name == null) {
            throw new CommandFailure(ExitCode.USAGE, "Name a trigger; parley trigger --list shows all.");
        }
        var trigger = Trigger.named(name);
        var on = channel == null ? trigger.channels().getFirst() : channel;
        if (!trigger.channels().contains(on)) {
            throw new CommandFailure(
                    ExitCode.USAGE, name + " can happen on " + String.join(", ", trigger.channels()) + " only.");
        }
        try (var api = connection.api();
                var sandbox = connection.sandbox(sandboxUrl)) {
            var variables = variables(api, trigger, on);
            var calls = new TriggerRun(api, sandbox, connection.waiting(), variables, overrides, file(trigger, on))
                    .run(trigger, on);
            calls.forEach(call -> output.line("%s", call.path("call").asText()));
            output.line("Triggered %s on %s.", name, on);
            var document = OutputOptions.object().put("trigger", name).put("channel", on);
            document.set("calls", calls);
            output.document(document);
        }
        return ExitCode.OK.value();
    }

    private TriggerVariables variables(ConversationsApi api, Trigger trigger, String on) {
        var variables = new TriggerVariables();
        variables.set("channel", on);
        variables.set("code", code(trigger, on));
        // Of the sandbox's first number.
        variables.set("phoneNumberId", "105500000000001");
        trigger.variables().forEach(variables::set);
        given.forEach(variables::set);
        variables.set(
                "person", person == null ? variables.replacedIn(trigger.person().getOrDefault(on, PERSON)) : person);
        variables.set("sender", sender == null ? ConfiguredSender.first(api, on).identity() : sender);
        variables.set("unique", unique());
        return variables;
    }

    /** Returns the code with leading zeros, since it is the end of the person's number; null if the trigger has none. */
    private String code(Trigger trigger, String on) {
        var standard = trigger.code().get(on);
        if (code == null) {
            return standard;
        }
        if (standard == null) {
            throw new CommandFailure(ExitCode.USAGE, name + " has no --code.");
        }
        if (person != null) {
            throw new CommandFailure(ExitCode.USAGE, "--code chooses the person, so --from cannot be given as well.");
        }
        if (!code.matches("\\d{1," + standard.length() + "}")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--code must be a number of up to " + standard.length() + " digits on " + on + ".");
        }
        return "0".repeat(standard.length() - code.length()) + code;
    }

    private MediaFile file(Trigger trigger, String on) {
        if (file == null) {
            return null;
        }
        if (!trigger.hasFile(on)) {
            throw new CommandFailure(ExitCode.USAGE, name + " has no --file on " + on + ".");
        }
        return MediaFile.of(file);
    }

    private static String unique() {
        var bytes = new byte[UNIQUE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void listAll() {
        var document = OutputOptions.object().putArray("triggers");
        for (var trigger : Trigger.all()) {
            output.line("%-22s %-22s %s", trigger.name(), String.join(" ", trigger.channels()), trigger.summary());
            var one = document.addObject().put("name", trigger.name()).put("summary", trigger.summary());
            trigger.channels().forEach(one.putArray("channels")::add);
        }
        output.document(document);
    }
}
