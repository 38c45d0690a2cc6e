package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Tariff class of a Viber message: the contract's ViberRateType. */
public enum RateType {
    @JsonProperty("promotion")
    PROMOTION,
    @JsonProperty("transaction")
    TRANSACTION,
    @JsonProperty("session")
    SESSION
}
