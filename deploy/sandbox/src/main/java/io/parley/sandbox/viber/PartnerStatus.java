package io.parley.sandbox.viber;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Statuses and errors of the partner's reports. */
enum PartnerStatus {
    PENDING(1, "PENDING", 26, "PENDING_ACCEPTED", "Message accepted, pending for delivery."),
    UNDELIVERABLE(2, "UNDELIVERABLE", 9, "UNDELIVERABLE_NOT_DELIVERED", "Message sent not delivered"),
    DELIVERED(3, "DELIVERED", 5, "DELIVERED_TO_HANDSET", "Message delivered to handset"),
    EXPIRED(4, "EXPIRED", 15, "EXPIRED_EXPIRED", "Message expired"),
    REJECTED(5, "REJECTED", 12, "REJECTED_NOT_ENOUGH_CREDITS", "The sandbox was asked to refuse this recipient"),
    NO_ERROR(0, "OK", 0, "NO_ERROR", "No Error"),
    UNKNOWN_SUBSCRIBER(1, "HANDSET_ERRORS", 1, "EC_UNKNOWN_SUBSCRIBER", "Unknown Subscriber"),
    MESSAGE_EXPIRED(1, "HANDSET_ERRORS", 27, "EC_ABSENT_SUBSCRIBER", "Absent Subscriber");

    private final int groupId;
    private final String groupName;
    private final int id;
    private final String title;
    private final String description;

    PartnerStatus(int groupId, String groupName, int id, String title, String description) {
        this.groupId = groupId;
        this.groupName = groupName;
        this.id = id;
        this.title = title;
        this.description = description;
    }

    /** Returns the status of a report: delivered, failed or expired. */
    static PartnerStatus of(String report) {
        return switch (report) {
            case "delivered" -> DELIVERED;
            case "expired" -> EXPIRED;
            default -> UNDELIVERABLE;
        };
    }

    /** Returns the error of a report. */
    static PartnerStatus errorOf(String report) {
        return switch (report) {
            case "delivered" -> NO_ERROR;
            case "expired" -> MESSAGE_EXPIRED;
            default -> UNKNOWN_SUBSCRIBER;
        };
    }

    void write(JsonGenerator json, String field) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("groupId", groupId);
        json.writeStringField("groupName", groupName);
        json.writeNumberField("id", id);
        json.writeStringField("name", title);
        json.writeStringField("description", description);
        if (field.equals("error")) {
            json.writeBooleanField("permanent", this != NO_ERROR);
        }
        json.writeEndObject();
    }
}
