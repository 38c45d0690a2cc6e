package io.parley.gateway;

import io.parley.gateway.Item.Member;
import io.parley.model.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a partner's reports into one item per result: {@code report} for a delivery status, {@code seen} for a read
 * status, {@code message} for a message of a user. The payload has the structure of the body, with one result.
 */
final class PartnerReader {

    static final String PROVIDER = "viber-partner";

    private PartnerReader() {}

    /** Never fails: an unreadable body is an item of kind {@code unknown}. */
    static List<Item> read(String serviceId, byte[] body) {
        try {
            if (Scan.isUtf8(body)) {
                var items = results(serviceId, Scan.object(Slice.of(body)));
                return items.isEmpty() ? List.of(unknown(serviceId, Slice.of(body))) : items;
            }
        } catch (IOException e) {
            // not a JSON object
        }
        return List.of(unknown(serviceId, EventWriter.opaque(body)));
    }

    private static List<Item> results(String serviceId, Scan scan) throws IOException {
        var items = new ArrayList<Item>();
        scan.members(name -> {
            if (name.equals("results")) {
                scan.elements(
                        () -> items.add(scan.atObject() ? result(serviceId, scan) : unknown(serviceId, scan.value())));
            }
        });
        scan.end();
        return items;
    }

    private static Item result(String serviceId, Scan scan) throws IOException {
        var found = new Result();
        var begin = scan.begin();
        scan.members(name -> found.member(name, scan));
        var result = scan.sliceFrom(begin);
        var user = found.user();
        return new Item(
                Topics.MESSAGING_PROVIDER_EVENTS,
                PROVIDER,
                found.kind(),
                serviceId,
                user == null ? serviceId : serviceId + ":" + user,
                List.of(result),
                List.of(new Member("results", list(result))));
    }

    private static Slice list(Slice value) {
        var out = new ByteArrayOutputStream(value.length() + 2);
        out.write('[');
        out.write(value.bytes(), value.from(), value.length());
        out.write(']');
        return Slice.of(out.toByteArray());
    }

    private static Item unknown(String serviceId, Slice payload) {
        return Item.whole(Topics.MESSAGING_PROVIDER_EVENTS, PROVIDER, Item.UNKNOWN, serviceId, serviceId, payload);
    }

    /**
     * Determines the kind of a result, independent of the order of its members; null members are ignored. The person is
     * {@code sender} in a message; {@code from} is read as well, because this partner's reports use it for the sender.
     */
    private static final class Result {
        private @Nullable String sender;
        private @Nullable String from;
        private @Nullable String to;
        private boolean isMessage;
        private boolean isReport;
        private boolean isSeen;

        void member(String name, Scan scan) throws IOException {
            if (scan.atNull()) {
                return;
            }
            switch (name) {
                case "sender" -> sender = scan.scalar();
                case "from" -> from = scan.scalar();
                case "to" -> to = scan.scalar();
                case "message", "receivedAt" -> isMessage = true;
                case "seenAt" -> isSeen = true;
                case "status" -> isReport = true;
                default -> {}
            }
        }

        String kind() {
            if (isMessage) {
                return "message";
            }
            return isSeen ? "seen" : isReport ? "report" : Item.UNKNOWN;
        }

        /** The person; null if missing. */
        @Nullable
        String user() {
            return !isMessage ? to : sender != null ? sender : from;
        }
    }
}
