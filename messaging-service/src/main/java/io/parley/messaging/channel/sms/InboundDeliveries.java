package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.SentMessages;
import io.parley.messaging.channel.SubmitHints;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * Reads what SMSCs deliver and hands it over. What cannot be used is parked, for its SMSC will not send it again.
 *
 * <p>SMPP gives a person's message no id, so one that is delivered again because our answer was lost is a new message to
 * us: better twice than lost.
 *
 * @param taker takes an event; its item comes after the commit
 * @param sent finds what we sent
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

    /** A receipt can come before the answer to its submit is committed. */
    private static final Duration PAUSE_BEFORE_ANOTHER_LOOK = Duration.ofMillis(500);

    private static final int LOOKS = 4;

    InboundDeliveries(
            Function<ChannelEvent, Uni<Void>> taker,
            SegmentStore parts,
            SentMessages sent,
            ObjectMapper json,
            InstantSource time) {
        this(taker, parts, sent, new ReceivedText(json), new UnreadableContent(json, time), time);
    }

    Uni<Void> take(String smsc, SmsConfig.Smsc settings, byte[] pdu) {
        return Delivery.of(pdu)
                .map(delivery -> take(smsc, settings, delivery))
                .orElseGet(() -> park(unreadable.pdu(smsc, "PDU cannot be decoded", pdu), smsc));
    }

    private Uni<Void> take(String smsc, SmsConfig.Smsc settings, Delivery delivery) {
        var receipt = Receipt.of(delivery, settings.receipts(), settings.text().charset());
        return switch (delivery.esmClass() & TYPE) {
            case RECEIPT -> takeReceipt(smsc, settings, delivery, receipt);
            case MESSAGE ->
                delivery.parameter(Tag.RECEIPTED_MESSAGE_ID).isPresent()
                        ? takeReceipt(smsc, settings, delivery, receipt)
                        : takeMessage(smsc, settings, delivery, receipt);
            case INTERMEDIATE ->
                receipt.isComplete()
                        ? Uni.createFrom().voidItem()
                        : park(unreadable.pdu(smsc, "notification without id or state", delivery.pdu()), smsc);
            default -> park(unreadable.pdu(smsc, "acknowledgement of another phone", delivery.pdu()), smsc);
        };
    }

    private Uni<Void> takeReceipt(String smsc, SmsConfig.Smsc settings, Delivery delivery, Receipt receipt) {
        if (!receipt.isComplete()) {
            var fault = Receipt.error(delivery, settings.text().charset());
            return park(unreadable.pdu(smsc, fault, delivery.pdu()), smsc);
        }
        return receipt.state()
                .meaning()
                .state()
                .map(state -> taker.apply(status(smsc, settings.receipts().receiptIds(), receipt, state)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** The SMSC's own date is in no known time zone and often without seconds, so the time of arrival counts. */
    private Status status(String smsc, ReceiptIds ids, Receipt receipt, MessageState state) {
        return new Status(
                SmsChannel.provider(smsc),
                receipt.id(),
                null,
                state,
                time.instant(),
                state == MessageState.CHANNEL_FAILED ? error(receipt) : null,
                null,
                new SubmitHints(receipt.sender(), receipt.recipient(), receipt.userMessageReference(), receipt.text()),
                ids.alternatives(receipt.id()),
                receipt.parts());
    }

    private static ProviderError error(Receipt receipt) {
        var word = receipt.state().word();
        var detail = receipt.error() == null ? "" : " – error " + receipt.error();
        return new ProviderError(SmsChannel.errorCode(word), word + detail);
    }

    private Uni<Void> takeMessage(String smsc, SmsConfig.Smsc settings, Delivery delivery, Receipt receipt) {
        var alphabet = settings.text().charset();
        if (!settings.receipts().receiptsAsMessages() || !receipt.isComplete()) {
            return takeText(smsc, alphabet, Segment.of(delivery));
        }
        var ids = Stream.concat(
                        Stream.of(receipt.id()), settings.receipts().receiptIds().alternatives(receipt.id()).stream())
                .toList();
        return known(smsc, ids, LOOKS)
                .chain(known -> known
                        ? takeReceipt(smsc, settings, delivery, receipt)
                        : takeText(smsc, alphabet, Segment.of(delivery)));
    }

    private Uni<Boolean> known(String smsc, List<String> ids, int looks) {
        return sent.knows(SmsChannel.provider(smsc), ids)
                .chain(known -> known || looks <= 1
                        ? Uni.createFrom().item(known)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE_BEFORE_ANOTHER_LOOK)
                                .chain(() -> known(smsc, ids, looks - 1)));
    }

    private Uni<Void> takeText(String smsc, DefaultAlphabet alphabet, Segment piece) {
        if (piece.isWhole()) {
            return deliver(
                    smsc,
                    new UserText(List.of(piece), alphabet),
                    UUID.randomUUID().toString(),
                    new SegmentStore.Joined(smsc, List.of(piece), time.instant(), time.instant()));
        }
        return parts.add(smsc, piece)
                .chain(whole -> whole == null ? Uni.createFrom().voidItem() : takeJoined(alphabet, whole));
    }

    /** The id is the same however often and wherever it is taken, so that the text is taken over once. */
    Uni<Void> takeJoined(DefaultAlphabet alphabet, SegmentStore.Joined text) {
        var first = text.pieces().getFirst();
        var id = "%s-%s-%d-%d-%d"
                .formatted(
                        first.person(),
                        first.identity(),
                        first.reference(),
                        first.total(),
                        text.begun().toEpochMilli());
        return deliver(text.smsc(), new UserText(text.pieces(), alphabet), id, text)
                .call(() -> parts.forget(text));
    }

    /** What of it is no text is kept beside the message, which says only that something came. */
    private Uni<Void> deliver(String smsc, UserText text, String id, SegmentStore.Joined joined) {
        var kept = text.isWholeText() ? Uni.createFrom().voidItem() : park(unreadable.message(smsc, id, text), smsc);
        return kept.chain(() -> taker.apply(texts.event(smsc, text, id, joined.begun())));
    }

    /** Logged when it is kept, so that a repeat of the SMSC is no second line. */
    private Uni<Void> park(Unreadable event, String smsc) {
        return taker.apply(event)
                .invoke(() -> Log.warnf("parked smsc=%s reason=\"%s\" id=%s", smsc, event.reason(), event.id()));
    }
}
