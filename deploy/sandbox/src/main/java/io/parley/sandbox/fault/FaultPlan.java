package io.parley.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What each face does wrong. {@code PUT /control/faults} replaces the whole plan; what it does not name is without
 * faults.
 *
 * @param seed replaces the seed the sandbox was started with; absent keeps it
 */
public record FaultPlan(Long seed, HttpFaults whatsapp, HttpFaults viber, SmsFaults sms, MediaFaults media) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public FaultPlan {
        whatsapp = whatsapp == null ? read(HttpFaults.class) : whatsapp;
        viber = viber == null ? read(HttpFaults.class) : viber;
        sms = sms == null ? read(SmsFaults.class) : sms;
        media = media == null ? read(MediaFaults.class) : media;
    }

    private static <T> T read(Class<T> type) {
        return MAPPER.convertValue(MAPPER.createObjectNode(), type);
    }

    /** Reads a plan; a member that does not exist is an error, so that a misspelt fault is noticed. */
    public static FaultPlan of(JsonNode json) {
        return MAPPER.convertValue(json, FaultPlan.class);
    }
}
