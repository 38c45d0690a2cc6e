package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.runtime.validation.Text;

/** Words at the head: the only header of most interactive messages. */
sealed interface TextHeader extends InteractiveHeader {

    /** @param example goes nowhere: tolerated because the base document demands it */
    @JsonTypeName("text")
    record Words(@Text(max = 60) String text, Example example) implements TextHeader {}

    record Example(@Text(max = 60) String text) {}
}
