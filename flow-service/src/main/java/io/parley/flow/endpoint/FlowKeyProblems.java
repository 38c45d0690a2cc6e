package io.parley.flow.endpoint;

import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;

/** Problems of requests for a new key. */
final class FlowKeyProblems {
    private FlowKeyProblems() {}

    static ProblemException withoutEncryption() {
        return Problems.conflict("This deployment has no key-encryption key: set " + KeyEncryption.SETTING
                + " of flow-service and webhook-gateway to the same value, made by openssl rand -base64 32.");
    }

    static ProblemException busy() {
        return Problems.conflict(
                "Another request gives this number a new key at the moment. Repeat the request when that"
                        + " one has ended, if another key is needed.");
    }

    static ProblemException withoutAccount() {
        return Problems.conflict("The sender has no WhatsApp account: set its whatsAppAccountId.");
    }

    static ProblemException withoutAddress() {
        return Problems.conflict("The address of the gateway is not known: set parley.api.public-url of flow-service.");
    }

    static ProblemException withoutToken() {
        return Problems.conflict("There is no access token for the sender's WhatsApp account: set"
                + " parley.channels.whatsapp.token of flow-service.");
    }
}
