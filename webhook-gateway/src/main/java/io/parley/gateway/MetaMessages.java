package io.parley.gateway;

import io.parley.gateway.Item.Member;
import io.parley.model.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a {@code messages} change: messages, statuses and errors of one of our numbers. */
final class MetaMessages {

    private final List<Part> parts = new ArrayList<>();
    private String number = "";
    private @Nullable Slice metadata;
    private @Nullable Slice contacts;

    private MetaMessages() {}

    /**
     * One element of the three lists.
     *
     * @param kind kind of the event
     * @param user the person; null if missing
     */
    private record Part(String kind, @Nullable String user, Slice value) {}

    /** Returns the items in order; empty if all three lists are missing or empty. */
    static List<Item> read(Slice value) throws IOException {
        var messages = new MetaMessages();
        messages.scan(Scan.object(value));
        return messages.parts.stream().map(messages::item).toList();
    }

    private void scan(Scan scan) throws IOException {
        scan.members(name -> {
            switch (name) {
                case "metadata" -> metadata(scan);
                case "contacts" -> contacts = scan.value();
                case "messages" -> parts(scan, "message", "from", "from_user_id");
                case "statuses" -> parts(scan, "status", "recipient_id", "recipient_user_id");
                case "errors" -> parts(scan, "error", "", "");
                default -> others(scan);
            }
        });
    }

    /** A list that is not known yet may contain items; other members describe the items of the known lists. */
    private void others(Scan scan) throws IOException {
        if (scan.atArray()) {
            parts.add(new Part(Item.UNKNOWN, null, scan.value()));
        }
    }

    private void metadata(Scan scan) throws IOException {
        if (!scan.atObject()) {
            metadata = scan.value();
            return;
        }
        var begin = scan.begin();
        scan.members(name -> {
            if (name.equals("phone_number_id")) {
                var given = scan.scalar();
                number = given == null ? "" : given;
            }
        });
        metadata = scan.sliceFrom(begin);
    }

    private void parts(Scan scan, String kind, String phone, String userId) throws IOException {
        scan.elements(() -> parts.add(
                scan.atObject() ? part(scan, kind, phone, userId) : new Part(Item.UNKNOWN, null, scan.value())));
    }

    private static Part part(Scan scan, String kind, String phone, String userId) throws IOException {
        var users = new @Nullable String[2];
        var begin = scan.begin();
        scan.members(name -> {
            if (name.equals(phone)) {
                users[0] = scan.scalar();
            } else if (name.equals(userId)) {
                users[1] = scan.scalar();
            }
        });
        return new Part(kind, users[0] != null ? users[0] : users[1], scan.sliceFrom(begin));
    }

    private Item item(Part part) {
        return new Item(
                Topics.MESSAGING_PROVIDER_EVENTS,
                MetaSplitter.PROVIDER,
                part.kind,
                number,
                part.user == null ? number : number + ":" + part.user,
                List.of(part.value),
                payload(part));
    }

    private List<Member> payload(Part part) {
        var members = new ArrayList<Member>(3);
        if (metadata != null) {
            members.add(new Member("metadata", metadata));
        }
        if (contacts != null && part.kind.equals("message")) {
            members.add(new Member("contacts", contacts));
        }
        members.add(new Member(part.kind, part.value));
        return members;
    }
}
