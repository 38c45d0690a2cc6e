package io.parley.sandbox.smsc;

import java.util.List;
import java.util.function.IntConsumer;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;

/**
 * One deliver_sm for the platform: a receipt or a message from a phone.
 *
 * @param kind receipts or inbound, for the counters
 * @param onAnswered told the command status of each answer, -1 if there was none
 */
record Deliver(
        String kind,
        String from,
        String to,
        byte esmClass,
        byte dataCoding,
        byte[] octets,
        List<OptionalParameter> tlvs,
        IntConsumer onAnswered) {

    static TypeOfNumber ton(String address) {
        return isNumber(address) ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.ALPHANUMERIC;
    }

    static NumberingPlanIndicator npi(String address) {
        return isNumber(address) ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN;
    }

    private static boolean isNumber(String address) {
        return address.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
