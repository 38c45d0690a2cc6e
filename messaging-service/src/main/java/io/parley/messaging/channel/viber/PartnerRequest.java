package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /viber/2/messages}: always one message to one person, with our message id. */
record PartnerRequest(List<Message> messages) {

    static PartnerRequest of(OutboundMessage<ViberContent> message, Optional<Duration> validity) {
        return new PartnerRequest(List.of(new Message(
                message.sender().providerId(),
                List.of(new Destination(message.recipient(), message.messageId().toString())),
                PartnerContent.of(Composition.of(message.content())),
                Options.of(message.options() instanceof ViberOptions options ? options.chosen() : null, validity))));
    }

    record Message(String sender, List<Destination> destinations, PartnerContent content, Options options) {}

    record Destination(String to, String messageId) {}

    /**
     * @param applySessionRate null if the label is sufficient
     * @param validityPeriod null for the partner's default
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Options(
            String label,
            @Nullable Boolean applySessionRate,
            @Nullable Validity validityPeriod) {

        static Options of(@Nullable RateType rate, Optional<Duration> validity) {
            var period = validity.map(Validity::of).orElse(null);
            return switch (rate) {
                case PROMOTION -> new Options("PROMOTIONAL", null, period);
                case SESSION -> new Options("PROMOTIONAL", true, period);
                case TRANSACTION -> new Options("TRANSACTIONAL", null, period);
                case null -> new Options("TRANSACTIONAL", null, period);
            };
        }
    }

    record Validity(long amount, String timeUnit) {

        static Validity of(Duration duration) {
            return new Validity(duration.toSeconds(), "SECONDS");
        }
    }
}
