package io.parley.messaging.channel.whatsapp.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaValuesTest {

    @ParameterizedTest
    @CsvSource({
        "CONNECTED,CONNECTED",
        "PENDING,PENDING",
        "FLAGGED,FLAGGED",
        "RESTRICTED,RESTRICTED",
        "OFFLINE,OFFLINE",
        "DISCONNECTED,DISCONNECTED",
        "BANNED,RESTRICTED",
        "DELETED,DISCONNECTED",
        "MIGRATED,DISCONNECTED",
        "UNLINKED,DISCONNECTED",
        "LINKED,PENDING",
        "RATE_LIMITED,PENDING",
        "UNVERIFIED,PENDING",
        "SOMETHING_NEW,PENDING",
        ","
    })
    void aStatusOfANumberIsOneOfSixWords(String meta, String contract) {
        assertEquals(contract, MetaValues.numberStatus(meta));
    }

    @ParameterizedTest
    @CsvSource({"GREEN,GREEN", "YELLOW,YELLOW", "RED,RED", "NA,", "UNKNOWN,", ","})
    void anUnknownQualityHasNoWord(String meta, String contract) {
        assertEquals(contract, MetaValues.qualityRating(meta));
    }

    @ParameterizedTest
    @CsvSource({
        "TIER_NOT_SET,TIER_NOT_SET,",
        "TIER_250,TIER_250,TIER_250",
        "TIER_2K,,TIER_2K",
        "TIER_1K,TIER_1K,",
        "TIER_100K,TIER_100K,TIER_100K",
        "TIER_UNLIMITED,UNLIMITED,TIER_UNLIMITED",
        "UNLIMITED,UNLIMITED,TIER_UNLIMITED",
        "TIER_500K,,",
        ",,"
    })
    void aTierHasTheSpellingOfItsMember(String meta, String ofNumber, String ofBusiness) {
        assertEquals(ofNumber, MetaValues.messagingTier(meta));
        assertEquals(ofBusiness, MetaValues.businessMessagingLimit(meta));
    }

    @ParameterizedTest
    @CsvSource({"APPROVED,APPROVED", "PENDING,PENDING", "REVOKED,DENIED", "SOMETHING_NEW,", ","})
    void anUnknownRelationIsLeftOut(String meta, String contract) {
        assertEquals(contract, MetaValues.messageOnBehalf(meta));
    }
}
