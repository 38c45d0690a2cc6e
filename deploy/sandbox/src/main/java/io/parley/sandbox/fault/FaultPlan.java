package io.parley.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The faults of each API. {@code PUT /control/faults} replaces the whole plan; an absent member means no faults.
 *
 * @param seed replaces the sandbox's seed; null keeps it
 */
public record FaultPlan(
        Long seed,
        HttpFaults whatsapp,
        HttpFaults viber,
        SmsFaults sms,
        MediaFaults media,
        AccountFaults accounts,
        TemplateFaults templates,
        FlowFaults flows) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public FaultPlan {
        whatsapp = whatsapp == null ? read(HttpFaults.class) : whatsapp;
        viber = viber == null ? read(HttpFaults.class) : viber;
        sms = sms == null ? read(SmsFaults.class) : sms;
        media = media == null ? read(MediaFaults.class) : media;
        accounts = accounts == null ? read(AccountFaults.class) : accounts;
        templates = templates == null ? read(TemplateFaults.class) : templates;
        flows = flows == null ? read(FlowFaults.class) : flows;
    }

    private static <T> T read(Class<T> type) {
        return MAPPER.convertValue(MAPPER.createObjectNode(), type);
    }

    /** Reads a plan. An unknown member is an error, so that a misspelt fault is noticed. */
    public static FaultPlan of(JsonNode json) {
        return MAPPER.convertValue(json, FaultPlan.class);
    }
}
