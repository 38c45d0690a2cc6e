package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.SentMessages;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDUs that SMSCs deliver and passes them on as events. What cannot be used is parked, because the SMSC will not
 * send it again.
 *
 * <p>SMPP has no id for inbound messages, so a message that is delivered again because our response was lost is
 * accepted as a new one: a duplicate rather than a loss.
 *
 * @param taker accepts an event; completes after the commit
 * @param sent finds messages that we sent
 */
record InboundDeliveries(
        Function<ChannelEvent, Uni<Void>> taker,
        SegmentStore parts,
        SentMessages sent,
        ReceivedText texts,
        UnreadableContent unreadable,
        InstantSource time) {
    private static final int TYPE = 0x3C;
    private static final int MESSAGE = 0x00;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;

    /** A receipt can arrive before the response to its submit is committed. */
    private static final Duration LOOKUP_PAUSE = Duration.ofMillis(500);

    private static final int MAX_LOOKUPS = 4;

    InboundDeliveries(
            Function<ChannelEvent, Uni<Void>> taker,
            SegmentStore parts,
            SentMessages sent,
            ObjectMapper json,
            InstantSource time) {
        this(taker, parts, sent, new ReceivedText(json), new UnreadableContent(json, time), time);
    }

    Uni<Void> accept(String smsc, SmsConfig.Smsc settings, byte[] pdu) {
        return Delivery.of(pdu)
                .map(delivery -> accept(smsc, settings, delivery))
                .orElseGet(() -> park(unreadable.pdu(smsc, "PDU cannot be decoded", pdu), smsc));
    }

    private Uni<Void> accept(String smsc, SmsConfig.Smsc settings, Delivery delivery) {
        var receipt = Receipt.of(delivery, settings.receipts(), settings.text().charset());
        return switch (delivery.esmClass() & TYPE) {
            case RECEIPT -> acceptReceipt(smsc, settings, delivery, receipt);
            case MESSAGE ->
                delivery.parameter(Tag.RECEIPTED_MESSAGE_ID).isPresent()
                        ? acceptReceipt(smsc, settings, delivery, receipt)
                        : acceptMessage(smsc, settings, delivery, receipt);
            case INTERMEDIATE ->
                receipt.isComplete()
                        ? Uni.createFrom().voidItem()
                        : park(unreadable.pdu(smsc, "notification without id or state", delivery.pdu()), smsc);
            default -> park(unreadable.pdu(smsc, "acknowledgement of another phone", delivery.pdu()), smsc);
        };
    }

    private Uni<Void> acceptReceipt(String smsc, SmsConfig.Smsc settings, Delivery delivery, Receipt receipt) {
        var id = receipt.id();
        var reported = receipt.state();
        if (id == null || reported == null) {
            var reason = Receipt.error(delivery, settings.text().charset());
            return park(unreadable.pdu(smsc, reason, delivery.pdu()), smsc);
        }
        var alternatives = settings.receipts().receiptIds().alternatives(id);
        return reported.meaning()
                .state()
                .map(state -> taker.apply(new Status(
                        SmsChannel.provider(smsc),
                        id,
                        null,
                        state,
                        // Of the arrival: the SMSC's date has an unknown time zone and often no seconds.
                        time.instant(),
                        state == MessageState.CHANNEL_FAILED ? error(reported, receipt.error()) : null,
                        null,
                        hints(receipt),
                        alternatives,
                        receipt.parts())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static SubmitHints hints(Receipt receipt) {
        return new SubmitHints(receipt.sender(), receipt.recipient(), receipt.userMessageReference(), receipt.text());
    }

    private static ProviderError error(ReceiptState state, @Nullable String networkError) {
        var detail = networkError == null ? "" : " – error " + networkError;
        return new ProviderError(SmsChannel.errorCode(state.word()), state.word() + detail);
    }

    private Uni<Void> acceptMessage(String smsc, SmsConfig.Smsc settings, Delivery delivery, Receipt receipt) {
        var alphabet = settings.text().charset();
        var id = receipt.id();
        if (!settings.receipts().receiptsAsMessages() || id == null || !receipt.isComplete()) {
            return acceptText(smsc, alphabet, delivery);
        }
        var ids = Stream.concat(Stream.of(id), settings.receipts().receiptIds().alternatives(id).stream())
                .toList();
        return known(smsc, ids, MAX_LOOKUPS)
                .chain(known -> known
                        ? acceptReceipt(smsc, settings, delivery, receipt)
                        : acceptText(smsc, alphabet, delivery));
    }

    private Uni<Boolean> known(String smsc, List<String> ids, int lookups) {
        return sent.knows(SmsChannel.provider(smsc), ids)
                .chain(known -> known || lookups <= 1
                        ? Uni.createFrom().item(known)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(LOOKUP_PAUSE)
                                .chain(() -> known(smsc, ids, lookups - 1)));
    }

    /**
     * Parks a text without a sender, before its segments are joined: segments without a sender can belong to different
     * people.
     */
    private Uni<Void> acceptText(String smsc, DefaultAlphabet alphabet, Delivery delivery) {
        return delivery.source().isBlank()
                ? park(unreadable.pdu(smsc, "message without sender", delivery.pdu()), smsc)
                : acceptSegment(smsc, alphabet, Segment.of(delivery));
    }

    private Uni<Void> acceptSegment(String smsc, DefaultAlphabet alphabet, Segment segment) {
        if (segment.isSingle()) {
            return deliver(
                    smsc,
                    new UserText(List.of(segment), alphabet),
                    UUID.randomUUID().toString(),
                    new SegmentStore.Joined(smsc, List.of(segment), time.instant(), time.instant()));
        }
        return parts.add(smsc, segment)
                .chain(text -> text == null ? Uni.createFrom().voidItem() : acceptJoined(alphabet, text));
    }

    /** The id is the same for every attempt and instance, so that the text is accepted once. */
    Uni<Void> acceptJoined(DefaultAlphabet alphabet, SegmentStore.Joined text) {
        var first = text.pieces().getFirst();
        var id = "%s-%s-%d-%d-%d"
                .formatted(
                        first.person(),
                        first.identity(),
                        first.reference(),
                        first.total(),
                        text.begun().toEpochMilli());
        return deliver(text.smsc(), new UserText(text.pieces(), alphabet), id, text)
                .call(() -> parts.markDelivered(text));
    }

    /** Parks a text with undecodable segments in addition to the event, whose content has only the decodable ones. */
    private Uni<Void> deliver(String smsc, UserText text, String id, SegmentStore.Joined joined) {
        var parked = text.isDecodable() ? Uni.createFrom().voidItem() : park(unreadable.message(smsc, id, text), smsc);
        return parked.chain(() -> taker.apply(texts.event(smsc, text, id, joined.begun())));
    }

    /** Logs after the event is stored, so that a retry of the SMSC is not logged twice. */
    private Uni<Void> park(Unreadable event, String smsc) {
        return taker.apply(event)
                .invoke(() -> Log.warnf("parked smsc=%s reason=\"%s\" id=%s", smsc, event.reason(), event.id()));
    }
}
