package io.parley.messaging.configuration;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.runtime.validation.PublicHttpsUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.function.UnaryOperator;

/** The contract's MediaCredentials: credentials for the server that hosts a customer's files. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface MediaCredentials {

    /** A copy with an encrypted, decrypted or masked secret. */
    MediaCredentials withSecret(UnaryOperator<String> change);

    @JsonTypeName("basic")
    record Basic(@NotNull @Valid Login basic) implements MediaCredentials {
        @Override
        public MediaCredentials withSecret(UnaryOperator<String> change) {
            return new Basic(new Login(basic.username(), change.apply(basic.password())));
        }
    }

    @JsonTypeName("oauth2")
    record OAuth2(@NotNull @Valid Client oauth2) implements MediaCredentials {
        @Override
        public MediaCredentials withSecret(UnaryOperator<String> change) {
            return new OAuth2(new Client(oauth2.clientId(), change.apply(oauth2.clientSecret()), oauth2.url()));
        }
    }

    /** Name and password of basic authentication. */
    record Login(
            @NotNull @Text(max = 1024) String username,

            @NotNull
            @Text(max = 1024, blank = true)
            @Pattern(regexp = SecretMask.NOT_THE_MASK, message = SecretMask.REFUSAL)
            String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /**
     * A client of the client-credentials grant.
     *
     * @param url token endpoint
     */
    record Client(
            @NotNull @Text(max = 1024) String clientId,

            @NotNull
            @Text(max = 1024, blank = true)
            @Pattern(regexp = SecretMask.NOT_THE_MASK, message = SecretMask.REFUSAL)
            String clientSecret,

            @NotNull @Text(max = 2000) @PublicHttpsUrl String url) {
        @Override
        public String toString() {
            return "Client[" + clientId + "]";
        }
    }
}
