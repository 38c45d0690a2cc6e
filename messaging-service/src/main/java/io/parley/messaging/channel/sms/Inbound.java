package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.SubmitHints;
import io.parley.runtime.time.Timestamps;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * Reads what SMSCs deliver and hands it over.
 *
 * <p>SMPP gives a person's message no id, so one that is delivered again because our answer was lost is a new message to
 * us: better twice than lost.
 *
 * @param taker takes an event; its item comes after the commit
 */
record Inbound(Function<ChannelEvent, Uni<Void>> taker, Parts parts, ObjectMapper json, InstantSource time) {
    private static final int TYPE = 0x3C;
    private static final int MESSAGE = 0x00;
    private static final int RECEIPT = 0x04;

    Uni<Void> take(String smsc, SmsSettings.Smsc settings, DeliverSm pdu) {
        return switch (pdu.getEsmClass() & TYPE) {
            case RECEIPT -> takeReceipt(smsc, Receipt.of(pdu, settings.receiptIds()));
            case MESSAGE ->
                Receipt.parameter(pdu, Tag.RECEIPTED_MESSAGE_ID).isPresent()
                        ? takeReceipt(smsc, Receipt.of(pdu, settings.receiptIds()))
                        : takeMessage(smsc, settings.text().charset(), Piece.of(pdu));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> takeReceipt(String smsc, Receipt receipt) {
        if (receipt.id() == null || receipt.outcome() == null) {
            return taker.apply(new Unreadable("receipt without id or state"));
        }
        return switch (receipt.outcome()) {
            case ENROUTE, ACCEPTD -> Uni.createFrom().voidItem();
            case DELIVRD -> taker.apply(status(smsc, receipt, MessageState.DELIVERED, null));
            case UNKNOWN -> taker.apply(status(smsc, receipt, MessageState.UNKNOWN, null));
            case EXPIRED, DELETED, UNDELIV, REJECTD ->
                taker.apply(status(smsc, receipt, MessageState.CHANNEL_FAILED, error(receipt)));
        };
    }

    /** The SMSC's own date is in no known time zone and often without seconds, so the time of arrival counts. */
    private Status status(String smsc, Receipt receipt, MessageState state, ProviderError error) {
        var hints =
                new SubmitHints(receipt.sender(), receipt.recipient(), receipt.userMessageReference(), receipt.text());
        return new Status(SmsChannel.provider(smsc), receipt.id(), null, state, time.instant(), error, null, hints);
    }

    private static ProviderError error(Receipt receipt) {
        var outcome = receipt.outcome().name();
        var detail = receipt.error() == null ? "" : " – error " + receipt.error();
        return new ProviderError(SmsChannel.errorCode(outcome), outcome + detail);
    }

    private Uni<Void> takeMessage(String smsc, DefaultAlphabet alphabet, Piece piece) {
        if (piece.isWhole()) {
            return taker.apply(
                    received(smsc, alphabet, List.of(piece), UUID.randomUUID().toString(), time.instant()));
        }
        return parts.add(smsc, piece)
                .chain(whole -> whole == null ? Uni.createFrom().voidItem() : takeJoined(alphabet, whole));
    }

    /** The id is the same however often and wherever it is taken, so that the text is taken over once. */
    Uni<Void> takeJoined(DefaultAlphabet alphabet, Parts.Joined text) {
        var first = text.pieces().getFirst();
        var id = "%s-%s-%d-%d-%d"
                .formatted(
                        first.person(),
                        first.identity(),
                        first.reference(),
                        first.total(),
                        text.begun().toEpochMilli());
        return taker.apply(received(text.smsc(), alphabet, text.pieces(), id, text.begun()))
                .call(() -> parts.forget(text));
    }

    private Received received(String smsc, DefaultAlphabet alphabet, List<Piece> pieces, String id, Instant at) {
        var first = pieces.getFirst();
        return new Received(
                SmsChannel.provider(smsc),
                id,
                first.identity(),
                first.person(),
                null,
                at,
                content(alphabet, pieces),
                details(pieces, id, at));
    }

    /** The octets are joined before they are decoded, for other platforms do cut through characters. */
    private static MoContent content(DefaultAlphabet alphabet, List<Piece> pieces) {
        var octets = new ByteArrayOutputStream();
        pieces.forEach(piece -> octets.writeBytes(piece.octets()));
        return UserText.decode(pieces.getFirst().coding(), octets.toByteArray(), alphabet)
                .<MoContent>map(MoContent.Text::new)
                .orElseGet(MoContent.Unknown::new);
    }

    private ObjectNode details(List<Piece> pieces, String id, Instant at) {
        var total = pieces.getFirst().total();
        var details = json.createObjectNode().put("size", total).put("missingParts", pieces.size() < total);
        var list = details.putArray("parts");
        for (var piece : pieces) {
            list.addObject()
                    .put("messageId", total == 1 ? id : id + "-" + piece.number())
                    .put("sentDate", Timestamps.text(at))
                    .put("sequenceNumber", piece.number());
        }
        return details;
    }
}
