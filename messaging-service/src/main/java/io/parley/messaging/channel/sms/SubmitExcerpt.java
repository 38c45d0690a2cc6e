package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What operators see of the {@code submit_sm} of a text, by SMPP's names. A long text has a {@code submit_sm} for each
 * segment, with the same reference.
 */
record SubmitExcerpt(
        @JsonProperty("source_addr") String from,
        @JsonProperty("destination_addr") String to,
        @JsonProperty("short_message") String text,
        @JsonProperty("sar_msg_ref_num") int reference) {}
