package io.parley.gateway;

import io.parley.gateway.Item.Member;
import io.parley.model.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a partner's reports apart, one item per result: {@code report} for what became of a message, {@code seen} for
 * that it was read, {@code message} for what a user wrote. The payload keeps the shape of the body, with one result.
 */
final class PartnerReader {

    static final String PROVIDER = "viber-partner";

    private PartnerReader() {}

    /** Never fails: what it cannot read is of kind {@code unknown}. */
    static List<Item> read(String serviceId, byte[] body) {
        try {
            if (Scan.isUtf8(body)) {
                var items = results(serviceId, Scan.object(Slice.of(body)));
                return items.isEmpty() ? List.of(unknown(serviceId, Slice.of(body))) : items;
            }
        } catch (IOException e) {
            // no JSON object
        }
        return List.of(unknown(serviceId, EventWriter.opaque(body)));
    }

    private static List<Item> results(String serviceId, Scan scan) throws IOException {
        var items = new ArrayList<Item>();
        scan.members(name -> {
            if (name.equals("results") && scan.atArray()) {
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
        scan.members(name -> {
            switch (name) {
                case "from" -> found.from = scan.scalar();
                case "to" -> found.to = scan.scalar();
                case "status" -> found.kind = "report";
                case "seenAt" -> found.kind = "seen";
                case "message" -> found.kind = "message";
                default -> {}
            }
        });
        var result = scan.since(begin);
        var user = found.kind.equals("message") ? found.from : found.to;
        return new Item(
                Topics.MESSAGING_PROVIDER_EVENTS,
                PROVIDER,
                found.kind,
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

    private static final class Result {
        private String kind = Item.UNKNOWN;
        private String from;
        private String to;
    }
}
