package io.parley.sandbox.smsc;

import io.parley.sandbox.fault.ReceiptTraits.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;

/**
 * One deliver_sm or data_sm to the platform: a receipt or a message from a phone.
 *
 * @param kind receipts or inbound, for the counters
 * @param command deliver_sm, or data_sm, which carries {@code octets} in message_payload
 * @param onAnswered receives the command status of each response, -1 for none
 */
record Deliver(
        String kind,
        Command command,
        String from,
        String to,
        byte esmClass,
        byte dataCoding,
        byte[] octets,
        List<OptionalParameter> tlvs,
        IntConsumer onAnswered) {

    /** Returns the optional parameters of its PDU. */
    OptionalParameter[] parameters() {
        var all = new ArrayList<>(tlvs);
        if (command == Command.data_sm && octets.length > 0) {
            all.add(new OptionalParameter.Message_payload(octets));
        }
        return all.toArray(OptionalParameter[]::new);
    }

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
