package io.parley.gateway;

import io.parley.gateway.Item.Member;
import io.parley.model.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits Meta's envelope into one item per message, status, error and other change. Never fails: an unreadable part
 * becomes an item of kind {@code unknown}, which messaging-service parks, and does not affect the other items.
 */
final class MetaSplitter {

    static final String PROVIDER = "meta";

    private static final Slice NULL = Slice.ofJson("null");

    /** The kind of an event is a label of metrics. */
    private static final Pattern FIELD = Pattern.compile("[a-z_]{1,64}");

    /** Fields about accounts, numbers and users, which messaging-service consumes. */
    private static final Set<String> MESSAGING_FIELDS = Set.of(
            "phone_number_quality_update",
            "phone_number_name_update",
            "account_update",
            "account_review_update",
            "account_alerts",
            "business_capability_update",
            "security",
            "user_preferences",
            "user_id_update",
            "business_username_update",
            "history",
            "smb_message_echoes",
            "smb_app_state_sync",
            "calls",
            "automatic_events",
            "partner_solutions",
            "payment_configuration_update");

    private final byte[] body;
    private final List<Item> items = new ArrayList<>();
    private @Nullable String object;

    private MetaSplitter(byte[] body) {
        this.body = body;
    }

    static List<Item> split(byte[] body) {
        var splitter = new MetaSplitter(body);
        try {
            if (Scan.isUtf8(body)) {
                splitter.envelope(Scan.object(Slice.of(body)));
                return splitter.result();
            }
        } catch (IOException e) {
            // not a JSON object
        }
        return List.of(unknown("", EventWriter.opaque(body)));
    }

    private List<Item> result() {
        return items.isEmpty() || !"whatsapp_business_account".equals(object)
                ? List.of(unknown("", Slice.of(body)))
                : items;
    }

    private void envelope(Scan scan) throws IOException {
        scan.members(name -> {
            switch (name) {
                case "object" -> object = scan.text();
                case "entry" -> scan.elements(() -> entry(scan));
                default -> {}
            }
        });
        scan.end();
    }

    private void entry(Scan scan) throws IOException {
        if (!scan.atObject()) {
            items.add(unknown("", scan.value()));
            return;
        }
        var entry = new Entry();
        var begin = scan.begin();
        scan.members(name -> {
            switch (name) {
                case "id" -> entry.id = scan.scalar();
                case "time" -> entry.time = scan.value();
                case "changes" -> scan.elements(() -> entry.changes.add(change(scan)));
                default -> {}
            }
        });
        if (entry.changes.isEmpty()) {
            items.add(unknown(entry.sender(), scan.sliceFrom(begin)));
        }
        for (var change : entry.changes) {
            change(entry, change);
        }
    }

    private static Change change(Scan scan) throws IOException {
        var change = new Change();
        if (!scan.atObject()) {
            change.whole = scan.value();
            return change;
        }
        var begin = scan.begin();
        scan.members(name -> {
            switch (name) {
                case "field" -> {
                    change.isAmbiguous |= change.field != null;
                    change.field = scan.text();
                }
                case "value" -> {
                    change.isAmbiguous |= change.value != null;
                    change.isObject = scan.atObject();
                    change.value = scan.value();
                }
                default -> {}
            }
        });
        change.whole = scan.sliceFrom(begin);
        return change;
    }

    private void change(Entry entry, Change change) throws IOException {
        var field = change.field;
        var value = change.value;
        if (field == null
                || value == null
                || !FIELD.matcher(field).matches()
                || !change.isObject
                || change.isAmbiguous) {
            items.add(unknownChange(entry, change));
        } else if (field.equals("messages")) {
            var found = MetaMessages.read(value);
            if (found.isEmpty()) {
                items.add(unknownChange(entry, change));
            } else {
                items.addAll(found);
            }
        } else {
            items.add(other(entry, change, field, value));
        }
    }

    private static Item other(Entry entry, Change change, String field, Slice value) throws IOException {
        if (field.startsWith("message_template_") || field.equals("template_category_update")) {
            return known(Topics.TEMPLATE_PROVIDER_EVENTS, entry, field, value, "message_template_id");
        }
        if (field.equals("flows")) {
            return known(Topics.FLOW_PROVIDER_EVENTS, entry, field, value, "flow_id");
        }
        if (MESSAGING_FIELDS.contains(field) || field.startsWith("group_")) {
            return known(Topics.MESSAGING_PROVIDER_EVENTS, entry, field, value, "display_phone_number");
        }
        return unknownChange(entry, change);
    }

    private static Item known(String topic, Entry entry, String field, Slice value, String keyMember)
            throws IOException {
        var id = member(value, keyMember);
        return new Item(
                topic,
                PROVIDER,
                field,
                entry.sender(),
                id == null ? entry.sender() : entry.sender() + ":" + id,
                List.of(entry.time, value),
                List.of(
                        new Member("entry", entry.idJson()),
                        new Member("time", entry.time),
                        new Member("value", value)));
    }

    /** An unknown or unreadable change, unchanged. */
    private static Item unknownChange(Entry entry, Change change) {
        return new Item(
                Topics.MESSAGING_PROVIDER_EVENTS,
                PROVIDER,
                Item.UNKNOWN,
                entry.sender(),
                entry.sender(),
                List.of(entry.time, change.whole),
                List.of(
                        new Member("entry", entry.idJson()),
                        new Member("time", entry.time),
                        new Member("change", change.whole)));
    }

    static Item unknown(String sender, Slice payload) {
        return Item.whole(Topics.MESSAGING_PROVIDER_EVENTS, PROVIDER, Item.UNKNOWN, sender, sender, payload);
    }

    private static @Nullable String member(Slice object, String wanted) throws IOException {
        var found = new @Nullable String[1];
        var scan = Scan.object(object);
        scan.members(name -> {
            if (name.equals(wanted)) {
                found[0] = scan.scalar();
            }
        });
        return found[0];
    }

    private static final class Entry {
        private final List<Change> changes = new ArrayList<>();
        private @Nullable String id;
        private Slice time = NULL;

        String sender() {
            return id == null ? "" : id;
        }

        Slice idJson() {
            return id == null ? NULL : Slice.ofJson(EventWriter.quoted(id));
        }
    }

    private static final class Change {
        private @Nullable String field;
        private boolean isObject;
        /** Whether a member is repeated, so that each reading of it would lose the other. */
        private boolean isAmbiguous;

        private @Nullable Slice value;
        private Slice whole = NULL;
    }
}
