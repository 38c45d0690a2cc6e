package io.parley.messaging.channel.whatsapp.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The trade of a business: the contract's display names, and Meta's words. */
enum Vertical {
    @JsonProperty("Automotive")
    AUTO,
    @JsonProperty("Beauty, Spa and Salon")
    BEAUTY,
    @JsonProperty("Clothing and Apparel")
    APPAREL,
    @JsonProperty("Education")
    EDU,
    @JsonProperty("Entertainment")
    ENTERTAIN,
    @JsonProperty("Event Planning and Service")
    EVENT_PLAN,
    @JsonProperty("Finance and Banking")
    FINANCE,
    @JsonProperty("Food and Grocery")
    GROCERY,
    @JsonProperty("Public Service")
    GOVT,
    @JsonProperty("Hotel and Lodging")
    HOTEL,
    @JsonProperty("Medical and Health")
    HEALTH,
    @JsonProperty("Non-profit")
    NONPROFIT,
    @JsonProperty("Professional Services")
    PROF_SERVICES,
    @JsonProperty("Shopping and Retail")
    RETAIL,
    @JsonProperty("Travel and Transportation")
    TRAVEL,
    @JsonProperty("Restaurant")
    RESTAURANT,
    @JsonProperty("Other")
    OTHER,
    /** Removes the trade. */
    @JsonProperty("")
    UNDEFINED;

    private static final Map<String, Vertical> BY_META =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Vertical::meta, Function.identity()));

    /** Meta's word. */
    String meta() {
        return name();
    }

    /** Empty if there is none, or the contract has no word for it, as for gambling or alcohol. */
    static Optional<Vertical> ofMeta(String word) {
        return Optional.ofNullable(BY_META.get(word)).filter(vertical -> vertical != UNDEFINED);
    }
}
