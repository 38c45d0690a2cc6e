package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A sender of the key's account, as the configuration shows it.
 *
 * @param identity the value of {@code from}
 * @param callback its callback settings; a missing node if it has none
 */
record ConfiguredSender(String channel, String identity, JsonNode callback) {
    private static final String CHANNELS = "/conversations/v3/configurations/channels";
    private static final String SERVICE_ID = "serviceId";

    /** Lists the senders that the key can see. */
    static List<ConfiguredSender> all(ConversationsApi api) {
        return api.pages(CHANNELS).stream().map(ConfiguredSender::of).toList();
    }

    /** Returns the first sender of a channel. */
    static ConfiguredSender first(ConversationsApi api, String channel) {
        return all(api).stream()
                .filter(sender -> sender.channel.equals(channel))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, "The account has no sender on " + channel + "; name one with --from."));
    }

    private static ConfiguredSender of(JsonNode response) {
        var id = response.path("id");
        var identity = id.path(SERVICE_ID).asText(id.path("phoneNumber").asText());
        return new ConfiguredSender(response.path("channel").asText(), identity, response.path("callback"));
    }

    /** Returns the path of the operation that replaces its callback settings. */
    String callbackPath() {
        var kind = channel.equals("viber") ? "service-ids" : "phone-numbers";
        return "%s/%s/%s/%s/callbacks"
                .formatted(
                        CHANNELS,
                        channel,
                        kind,
                        URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
